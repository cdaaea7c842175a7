package co.refport.embed.sample.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample's page about tokens that are refused. */
@ExtendWith(BrowserSuite.class)
class StatesPageIT {

  private final World world;
  private final Sample sample;

  StatesPageIT(World world) {
    this.world = world;
    this.sample = world.plainSample();
  }

  private static Locator opened(Visitor visitor, String state) {
    Locator panel = visitor.page().locator("#" + state);
    panel.getByRole(AriaRole.BUTTON).click();
    return panel;
  }

  @ParameterizedTest
  @CsvSource({
    "expired,  ERROR TOKEN_EXPIRED",
    "revoked,  ERROR TOKEN_REVOKED",
    "tampered, ERROR TOKEN_INVALID",
    "missing,  ERROR TOKEN_MISSING"
  })
  void aRefusedTokenIsShownAndHeardOf(String state, String heard) {
    Locator panel = opened(world.visitor().open(sample.url("/states.html")), state);
    assertThat(panel.getByRole(AriaRole.STATUS)).containsText(heard);
    assertThat(panel.locator("iframe").contentFrame().getByRole(AriaRole.HEADING))
        .hasText("This page cannot be shown");
  }

  @Test
  void aForeignOriginSeesAndHearsNothing() {
    Visitor visitor = world.visitor().withClock();
    visitor.open(sample.url("/states.html"));
    assertThat(visitor.page().locator("#foreign-origin")).hasText(sample.otherOrigin());
    Locator panel = opened(visitor, "foreign");
    visitor.refusedToFrame();
    visitor.later("00:30");
    assertThat(panel.getByRole(AriaRole.STATUS)).containsText("No message");
    assertThat(panel.locator("iframe").contentFrame().getByText("Hello")).not().isAttached();
    assertThat(visitor.requests("/refport/portal.js")).isEmpty();
  }

  @Test
  void aGoodTokenShowsThePortalInFullHeight() {
    Visitor visitor = world.visitor().open(sample.url("/states.html"));
    Locator panel = opened(visitor, "newcomer");
    assertThat(panel.locator("iframe").contentFrame().getByRole(AriaRole.HEADING).first())
        .hasText("Hello, Dana");
    assertThat(panel.locator("iframe").contentFrame().getByText("No visits yet")).isVisible();
    assertThat(panel.getByRole(AriaRole.STATUS)).containsText("PAGE_HEIGHT");
    visitor.awaitFullHeight();
    assertThat(visitor.complaints()).isEmpty();
  }
}
