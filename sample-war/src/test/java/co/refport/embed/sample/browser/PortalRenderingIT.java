package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees of the portal in the page of another origin. */
@ExtendWith(BrowserSuite.class)
class PortalRenderingIT {

  private final World world;
  private final Sample sample;
  private final Site site;

  PortalRenderingIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  private Visitor embedded(Map<String, String> attributes) {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(sample, attributes).greeted(ALICE);
    return visitor;
  }

  private Visitor framed(String... parameters) {
    return world
        .visitor()
        .open(site.url("/host.html"))
        .frame(sample.portal(sample.token(ALICE), parameters))
        .greeted(ALICE);
  }

  private static String computed(Visitor visitor, String selector, String property) {
    return (String)
        visitor
            .portal()
            .locator(selector)
            .evaluate(
                "(element, name) => getComputedStyle(element).getPropertyValue(name)", property);
  }

  @Test
  void theElementOpensThePortalInThePageOfAnotherOrigin() {
    Visitor visitor =
        embedded(Map.of("token-url", "/my/token?user=ALICE", "label", "Alice's referrals"));
    assertThat(visitor.iframe()).hasAccessibleName("Alice's referrals");
    assertThat(visitor.page().locator("[aria-busy=true]")).hasCount(0);
    assertThat(visitor.page().getByRole(AriaRole.STATUS)).hasText("");
    assertThat(visitor.portal().getByLabel("Your referral link"))
        .hasValue(Pattern.compile("https://.+"));
    assertThat(visitor.portal().locator("#clicks")).hasText(World.NUMBER);
    assertThat(visitor.portal().getByRole(AriaRole.IMG)).isVisible();
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void theHeightFollowsTheContentUpAndDown() {
    Visitor visitor = embedded(Map.of("token-url", "/my/token?user=ALICE"));
    Locator table = visitor.portal().getByText("Show the weeks as a table");
    visitor.awaitFullHeight();
    double closed = visitor.height();
    table.click();
    assertThat(visitor.portal().getByRole(AriaRole.TABLE)).isVisible();
    visitor.awaitFullHeight();
    double open = visitor.height();
    assertThat(open).isGreaterThan(closed + 200);
    table.click();
    visitor.page().waitForCondition(() -> visitor.height() == closed);
    visitor.page().setViewportSize(400, 800);
    visitor.page().waitForCondition(() -> visitor.height() > closed);
    visitor.awaitFullHeight();
    assertThat(visitor.heard())
        .filteredOn(heard -> heard.event().equals("PAGE_HEIGHT"))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            heard -> {
              assertThat(heard.origin()).isEqualTo(sample.origin());
              assertThat(heard.data()).hasSize(1);
              assertThat(heard.data().get("height")).isInstanceOf(Integer.class);
            });
  }

  @Test
  void nothingIsSaidOfTheHeightUnlessItIsAskedFor() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor
        .frame(sample.portal(sample.token(ALICE)).replace("&dynamicHeight=true", ""))
        .greeted(ALICE);
    String fresh = sample.token(ALICE);
    // a message that comes later than the height would
    visitor.page().waitForResponse(visitor.lookUpOf(fresh), () -> visitor.offer(sample, fresh));
    visitor.offer(sample, "no token");
    visitor.hears("ERROR");
    assertThat(visitor.heard()).extracting(Visitor.Heard::event).containsExactly("READY", "ERROR");
  }

  @ParameterizedTest
  @CsvSource({
    "light, LIGHT, light",
    "light, DARK, light",
    "dark, LIGHT, dark",
    "system, DARK, dark",
    "system, LIGHT, light",
    "nonsense, DARK, dark"
  })
  void theThemeIsTheOneAskedFor(String asked, ColorScheme system, String shown) {
    Visitor visitor = world.visitor(options -> options.setColorScheme(system));
    visitor
        .open(site.url("/host.html"))
        .frame(sample.portal(sample.token(ALICE), "theme=" + asked))
        .greeted(ALICE);
    double brightness = brightness(computed(visitor, "body", "background-color"));
    if (shown.equals("light")) {
      assertThat(brightness).isGreaterThan(0.8);
    } else {
      assertThat(brightness).isLessThan(0.2);
    }
  }

  /** From 0, black, to 1. */
  private static double brightness(String rgb) {
    return Arrays.stream(rgb.replaceAll("[^0-9,]", "").split(",", -1))
            .mapToInt(Integer::parseInt)
            .average()
            .orElseThrow()
        / 255;
  }

  @Test
  void theHostsCustomPropertiesApply() {
    Visitor visitor =
        framed(
            "cssVars=" + encode("{\"--page\":\"#fedcba\",\"--accent\":\"rgb(1, 2, 3)\"}", UTF_8));
    assertThat(visitor.portal().locator("body")).hasCSS("background-color", "rgb(254, 220, 186)");
    assertThat(visitor.portal().locator(".primary").first())
        .hasCSS("background-color", "rgb(1, 2, 3)");
    assertThat(visitor.complaints()).isEmpty();
  }

  private static final String HOSTILE =
      """
      {"--page": "url(%1$s/leak.png)", "--ink": "red;} body {display: none", "--accent": "expression(alert(1))",
       "--card": "</style><script>alert(1)</script>", "--muted": "var(--leak)", "--radius": 12,
       "--font": "a\\\\62 ; background: url(%1$s/leak.png)", "--line": null, "--field": ["red"], "--soft": {"a": "red"},
       "background": "red", "display": "none", "__proto__": {"--bad": "red"}, "constructor": "red",
       "--x y": "red", "--é": "red", "-- ": "red", "--good": "#123456"}
      """;

  @Test
  void hostileCustomPropertiesDoNothing() {
    Visitor plain = framed();
    Visitor visitor =
        framed("cssVars=" + encode(HOSTILE.formatted(world.stranger().origin()), UTF_8));
    assertThat(styles(visitor)).containsExactly("--good: #123456");
    assertThat(visitor.portal().locator("html")).not().hasAttribute("onload", "");
    for (String property : List.of("background-color", "background-image", "color", "display")) {
      assertThat(computed(visitor, "body", property)).isEqualTo(computed(plain, "body", property));
    }
    assertThat(computed(visitor, ".primary", "background-color"))
        .isEqualTo(computed(plain, ".primary", "background-color"));
    assertThat(world.stranger().calls()).isEmpty();
    assertThat(visitor.complaints()).isEmpty();
  }

  /** What the root element's own style says, but for the colour scheme. */
  @SuppressWarnings("unchecked")
  private static List<String> styles(Visitor visitor) {
    return (List<String>)
        visitor
            .portal()
            .locator("html")
            .evaluate(
                """
                ({style}) => [...style].filter(name => name !== "color-scheme")
                  .map(name => `${name}: ${style.getPropertyValue(name)}`)
                """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "7", "[\"--page\",\"red\"]", "\"--page\"", "TOO LONG"})
  void whatIsNotAnObjectOfCustomPropertiesDoesNothing(String vars) {
    String text = vars.equals("TOO LONG") ? "{\"--page\":\"red\"" + " ".repeat(4096) + "}" : vars;
    Visitor visitor = framed("cssVars=" + encode(text, UTF_8));
    assertThat(styles(visitor)).isEmpty();
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void theLinkIsCopiedByTheKeyboardAlone() {
    Visitor visitor = embedded(Map.of("token-url", "/my/token?user=ALICE"));
    visitor.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Locator link = visitor.portal().getByLabel("Your referral link");
    visitor.page().keyboard().press("Tab");
    assertThat(link).isFocused();
    visitor.page().keyboard().press("Tab");
    Locator copy = visitor.portal().locator("#copy-link");
    assertThat(copy).isFocused();
    assertThat(copy).not().hasCSS("outline-style", "none");
    visitor.page().keyboard().press("Enter");
    assertThat(copy).hasText("Copied");
    assertThat(visitor.portal().locator("#copied")).hasText("Copied to the clipboard");
    assertThat(visitor.page().evaluate("() => navigator.clipboard.readText()"))
        .isEqualTo(link.inputValue());
  }

  @Test
  void thePortalReadsWellToAScreenReader() {
    Visitor visitor = framed();
    assertThat(visitor.portal().locator("body"))
        .matchesAriaSnapshot(
            """
            - main:
              - heading "Hello, Alice" [level=1]
              - heading "Your referral link" [level=2]
              - textbox "Your referral link"
              - button "Copy link"
              - region "The last 12 weeks":
                - group "What the chart shows":
                  - radio /Clicks/ [checked]
                  - radio /Leads/
                  - radio /Earnings/
                - img /Clicks of each/
              - textbox "Draft an invitation"
            """);
    assertThat(visitor.portal().locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void nothingScrollsSidewaysOnAPhone() {
    Visitor visitor = world.visitor(options -> options.setViewportSize(375, 812));
    visitor.open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE")).greeted(ALICE);
    visitor.portal().getByText("Show the weeks as a table").click();
    visitor.awaitFullHeight();
    assertThat(visitor.portalFrame().evaluate(World.SIDEWAYS)).isEqualTo(0);
  }
}
