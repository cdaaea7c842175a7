package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static co.refport.embed.sample.browser.Sample.User.BRUNO;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's host page, on the sample as the README starts it. */
@ExtendWith(BrowserSuite.class)
class HostPageIT {

  private final World world;
  private final Sample sample;

  HostPageIT(World world) {
    this.world = world;
    this.sample = world.plainSample();
  }

  private Visitor visitor() {
    return world.visitor().open(sample.url("/")).greeted(ALICE);
  }

  @Test
  void thePortalIsPartOfThePage() {
    Visitor visitor = visitor();
    visitor.awaitFullHeight();
    assertThat(visitor.iframe()).hasAccessibleName("Your referrals");
    assertThat(visitor.portal().locator("#clicks")).hasText(World.NUMBER);
    assertThat(visitor.portal().locator("#leads")).hasText(World.NUMBER);
    assertThat(visitor.portal().locator("#earnings")).hasText(World.NUMBER);
    assertThat(visitor.portal().locator("#chart path")).hasCount(12);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void anotherUserSeesTheirOwnPortal() {
    Visitor visitor = visitor();
    String alices = visitor.portal().getByLabel("Your referral link").inputValue();
    visitor.page().getByLabel("Signed in as").selectOption("bruno");
    visitor.greeted(BRUNO);
    assertThat(visitor.portal().getByLabel("Your referral link")).not().hasValue(alices);
    visitor.page().reload();
    visitor.greeted(BRUNO);
    visitor.page().getByLabel("Signed in as").selectOption("alice");
    visitor.greeted(ALICE);
    assertThat(visitor.portal().getByLabel("Your referral link")).hasValue(alices);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void theThemeIsChosenByTheKeyboardAndReachesThePortal() {
    Visitor visitor = world.visitor(options -> options.setColorScheme(ColorScheme.LIGHT));
    visitor.open(sample.url("/")).greeted(ALICE);
    Locator body = visitor.portal().locator("body");
    String light = (String) body.evaluate("body => getComputedStyle(body).backgroundColor");
    visitor.page().getByLabel("System").focus();
    visitor.page().keyboard().press("ArrowLeft");
    assertThat(visitor.page().getByLabel("Dark")).isChecked();
    assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", "dark");
    visitor.greeted(ALICE);
    assertThat(body).not().hasCSS("background-color", light);
    assertThat(visitor.page().locator("html")).hasAttribute("data-theme", "dark");
    assertThat(visitor.requests("/token").stream().filter(r -> r.method().equals("POST")))
        .as("the same token")
        .hasSize(1);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void theKeyboardLeadsFromTheSkipLinkIntoThePortal() {
    Visitor visitor = visitor();
    visitor.page().keyboard().press("Tab");
    Locator skip = visitor.page().getByText("Skip to the content");
    assertThat(skip).isFocused();
    assertThat(skip).isInViewport();
    visitor.page().keyboard().press("Enter");
    visitor.page().keyboard().press("Tab");
    assertThat(visitor.portal().getByLabel("Your referral link")).isFocused();
  }

  @Test
  void theLinkAndAnInvitationAreCopied() {
    Visitor visitor = world.visitor();
    visitor.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    visitor.open(sample.url("/")).greeted(ALICE);
    String link = visitor.portal().getByLabel("Your referral link").inputValue();
    visitor.portal().getByText("Copy link").click();
    assertThat(visitor.portal().getByText("Copied").first()).isVisible();
    assertThat(visitor.page().evaluate("() => navigator.clipboard.readText()")).isEqualTo(link);
    visitor.portal().getByLabel("Draft an invitation").fill("Hi!");
    visitor.portal().locator("#copy-invitation").click();
    assertThat(visitor.portal().locator("#copy-invitation")).hasText("Copied");
    assertThat(visitor.page().evaluate("() => navigator.clipboard.readText()"))
        .isEqualTo("Hi!\n" + link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/start.html", "/states.html"})
  void noPageScrollsSidewaysOnAPhone(String path) {
    Visitor visitor = world.visitor(options -> options.setViewportSize(375, 812));
    visitor.open(sample.url(path));
    assertThat(visitor.page().getByRole(AriaRole.MAIN)).isVisible();
    if (path.equals("/")) {
      visitor.greeted(ALICE).awaitFullHeight();
      assertThat(visitor.portalFrame().evaluate(World.SIDEWAYS)).isEqualTo(0);
    }
    assertThat(visitor.page().evaluate(World.SIDEWAYS)).isEqualTo(0);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void withoutScriptsThePageSaysWhatIsMissing() {
    Visitor visitor = world.visitor(options -> options.setJavaScriptEnabled(false));
    visitor.open(sample.url("/"));
    assertThat(visitor.page().locator("noscript > p")).isVisible();
  }
}
