package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes the pictures in {@code docs/images}: only with {@code -Drefport.screenshots}. */
@ExtendWith(BrowserSuite.class)
class Screenshots {

  private static final Path IMAGES = Path.of("..", "docs", "images");

  private final World world;
  private final Sample sample;

  Screenshots(World world) {
    this.world = world;
    this.sample = world.plainSample();
  }

  private static void take(Visitor visitor, String name) {
    visitor
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(IMAGES.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void host(String theme) {
    Visitor visitor = world.visitor().open(sample.url("/?theme=" + theme));
    visitor.greeted(ALICE).awaitFullHeight();
    take(visitor, "host-" + theme);
  }

  @Test
  void phone() {
    Visitor visitor =
        world.visitor(options -> options.setViewportSize(375, 812).setDeviceScaleFactor(2));
    visitor.open(sample.portal(sample.token(ALICE), "theme=light"));
    assertThat(visitor.page().locator("h1")).hasText(ALICE.greeting());
    take(visitor, "portal-phone");
  }

  @Test
  void operator() {
    Visitor visitor =
        world.visitor(
            options ->
                options
                    .setViewportSize(1280, 2240)
                    .setHttpCredentials("operator", Sample.OPERATOR_PASSWORD));
    sample.token(ALICE); // so that its key has been used
    visitor.open(sample.url("/operator/"));
    assertThat(visitor.page().locator("#key-list li").first()).isVisible();
    visitor.page().locator("#issue button").click();
    visitor.page().locator("#search-for").fill("org_001");
    visitor.page().locator("#search button").click();
    assertThat(visitor.page().locator("#key-list time").nth(1)).isVisible();
    assertThat(visitor.page().locator("#enrollment-list li")).isVisible();
    take(visitor, "operator");
  }

  @Test
  void error() {
    Visitor visitor =
        world.visitor(options -> options.setViewportSize(640, 210).setDeviceScaleFactor(2));
    visitor.open(sample.portal(sample.expiredToken(ALICE)));
    assertThat(visitor.page().getByRole(AriaRole.HEADING)).isVisible();
    take(visitor, "error");
  }
}
