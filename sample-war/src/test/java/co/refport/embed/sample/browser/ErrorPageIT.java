package co.refport.embed.sample.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.browser.Sample.User;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody reads where there is no portal. */
@ExtendWith(BrowserSuite.class)
class ErrorPageIT {

  private final World world;
  private final Sample sample;

  ErrorPageIT(World world) {
    this.world = world;
    this.sample = world.plainSample();
  }

  @Test
  void itIsReadableWithoutScripts() {
    Visitor visitor =
        world.visitor(options -> options.setJavaScriptEnabled(false).setViewportSize(375, 812));
    visitor.open(sample.portal(sample.expiredToken(User.BRUNO)));
    assertThat(visitor.page().locator("body"))
        .matchesAriaSnapshot(
            """
            - main:
              - heading "This page cannot be shown" [level=1]
              - paragraph: /[A-Z].+\\./
            """);
    assertThat(visitor.page().getByRole(AriaRole.MAIN)).isInViewport();
    assertThat(visitor.page().locator("h1")).not().hasCSS("font-size", "32px"); // is styled
    assertThat(visitor.requests("/refport/error.js")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB, en, This page cannot be shown",
    "de-AT, de, Diese Seite kann nicht angezeigt werden",
    "fi, en, This page cannot be shown"
  })
  void itSpeaksTheReadersLanguageIfItCan(String locale, String language, String heading) {
    Visitor visitor = world.visitor(options -> options.setLocale(locale));
    visitor.open(sample.url("/embed/referrals"));
    assertThat(visitor.page().locator("html")).hasAttribute("lang", language);
    assertThat(visitor.page().getByRole(AriaRole.HEADING)).hasText(heading);
  }

  /** A proxy maps {@code /partner/} to the application's root. */
  @Test
  void worksBehindPrefixStrippingProxy() {
    Visitor visitor = world.visitor();
    visitor
        .page()
        .route(
            "**/partner/**",
            route -> {
              String url = route.request().url().replace("/partner/", "/");
              route.fulfill(
                  new FulfillOptions()
                      .setResponse(route.fetch(new Route.FetchOptions().setUrl(url))));
            });
    Response script =
        visitor
            .page()
            .waitForResponse(
                "**/error.js", () -> visitor.open(sample.url("/partner/embed/referrals")));
    assertThat(script.url()).endsWith("/partner/refport/error.js");
    assertThat(script.status()).isEqualTo(200);
    assertThat(visitor.page().locator("h1")).not().hasCSS("font-size", "32px"); // is styled
  }

  @Test
  void itComplainsOfNothingButItsStatusAndHoldsNoToken() {
    Visitor visitor = world.visitor().open(sample.portal("pt_a.b.c"));
    assertThat(visitor.page().getByRole(AriaRole.HEADING)).isVisible();
    assertThat(visitor.complaints())
        .singleElement()
        .asString()
        .contains("Failed to load resource", "401");
    assertThat(visitor.page().content()).doesNotContain("pt_a.b.c");
  }
}
