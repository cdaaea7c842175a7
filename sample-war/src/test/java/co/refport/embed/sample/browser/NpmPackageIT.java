package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm package in pages of several frameworks, which are at another origin than the portal. */
@ExtendWith(BrowserSuite.class)
class NpmPackageIT {

  private static final String ACCENT =
      "() => getComputedStyle(document.documentElement).getPropertyValue('--accent')";

  private final World world;
  private final Sample sample;
  private final Site site;

  NpmPackageIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  @BeforeAll
  static void buildPages(World world, @TempDir Path folder) throws Exception {
    for (String name : List.of("react", "react18", "vue")) {
      world.site().serve("/" + name + "/", NpmPage.build(name, folder).dist());
    }
    world.site().serve("/classic/", NpmPage.unpacked().resolve("classic"));
  }

  private Visitor open(String page) {
    String portal = URLEncoder.encode(sample.origin(), StandardCharsets.UTF_8);
    return world.visitor().open(site.url("/" + page + "?portal=" + portal));
  }

  private Visitor openPortal(String page) {
    return open(page).greeted(ALICE);
  }

  private static void click(Visitor visitor, String button) {
    visitor.page().getByText(button, exactly()).click();
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"react/index.html", "vue/index.html", "react18/index.html"})
  void givesThePortalItsProperties(String page) {
    Visitor visitor = openPortal(page);
    assertThat(visitor.iframe()).hasAccessibleName("Your referrals");
    assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", "dark");
    assertThat(visitor.portalFrame().evaluate(ACCENT)).isEqualTo("#0a5c36");
    assertThat(visitor.page().locator("#shown")).hasText("ready false");
    assertThat(visitor.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"react/index.html", "vue/index.html", "react18/index.html"})
  @DisplayName("a page that renders again, with new functions, does not load the portal again")
  void keepsThePortalWhenRenderedAgain(String page) {
    Visitor visitor = openPortal(page);
    for (int i = 0; i < 3; i++) {
      click(visitor, "Render again");
    }
    assertThat(visitor.page().locator("#renders")).hasText("3");
    assertThat(visitor.call("/api/portal/summary")).isEqualTo(200);
    assertThat(visitor.requests(sample.url("/embed/referrals?"))).hasSize(1);
    assertThat(visitor.requests(site.url("/my/token"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"react/index.html", "vue/index.html"})
  void appliesChangedVariables(String page) {
    Visitor visitor = openPortal(page);
    click(visitor, "Paint it");
    visitor.page().waitForCondition(() -> visitor.portalFrame().evaluate(ACCENT).equals("#7a1fa2"));
    visitor.greeted(ALICE);
    click(visitor, "Read the label");
    assertThat(visitor.page().locator("#shown")).hasText("Your referrals");
  }

  @ParameterizedTest
  @ValueSource(strings = {"react/index.html", "vue/index.html"})
  void publishesWhyNoTokenWasFetched(String page) {
    site.tokenStatus(403);
    Visitor visitor = open(page);
    assertThat(visitor.page().locator("#shown")).hasText("SIGN_IN_REQUIRED 403");
  }

  @Test
  void publishesEventsThatBubble() {
    Visitor visitor = openPortal("react/index.html");
    assertThat(visitor.page().locator("#bubbled")).hasText("refport-ready false");
  }

  @Test
  void worksAsAClassicScript() {
    Visitor visitor = openPortal("classic.html");
    assertThat(visitor.page().evaluate("typeof RefportEmbed.createEmbed")).isEqualTo("function");
    assertThat(visitor.complaints()).isEmpty();
  }
}
