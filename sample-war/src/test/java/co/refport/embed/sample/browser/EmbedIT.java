package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The library's element in a host page of another origin, in each browser. */
@ExtendWith(BrowserSuite.class)
class EmbedIT {

  private final World world;
  private final Sample sample;

  EmbedIT(World world) {
    this.world = world;
    this.sample = world.sample();
  }

  private Visitor visitor(Engine engine) {
    return world
        .visitor(engine)
        .open(world.site().url("/host.html"))
        .embed(sample, Map.of("token-url", "/my/token?user=ALICE"))
        .greeted(ALICE);
  }

  @ParameterizedTest
  @EnumSource
  void showsThePortal(Engine engine) {
    Visitor visitor = visitor(engine);
    assertThat(visitor.page().evaluate("navigator.userAgent").toString())
        .contains(engine == Engine.CHROMIUM ? "Chrome/" : "Firefox/");
    assertThat(visitor.iframe()).isVisible();
    assertThat(visitor.portal().locator("#clicks")).hasText(World.NUMBER);
    assertThat(visitor.portal().locator("#leads")).hasText(World.NUMBER);
    assertThat(visitor.portal().locator("#earnings")).hasText(World.NUMBER);
    assertThat(visitor.portal().locator("#chart path")).hasCount(12);
    assertThat(visitor.complaints()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void fitsTheHeight(Engine engine) {
    Visitor visitor = visitor(engine);
    Visitor.Heard heard = visitor.hears("PAGE_HEIGHT");
    assertThat(heard.origin()).isEqualTo(sample.origin());
    visitor.awaitFullHeight();
    assertThat(visitor.height()).isGreaterThan(300);
    assertThat(visitor.complaints()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void reactsToClicksAndKeys(Engine engine) {
    Visitor visitor = visitor(engine);
    Locator table = visitor.portal().getByText("Show the weeks as a table");
    table.click();
    assertThat(visitor.portal().getByRole(AriaRole.TABLE)).isVisible();
    table.press("Enter");
    assertThat(visitor.portal().getByRole(AriaRole.TABLE)).not().isVisible();
    assertThat(visitor.complaints()).isEmpty();
  }
}
