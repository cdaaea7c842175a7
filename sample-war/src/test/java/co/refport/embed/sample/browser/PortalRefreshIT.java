package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an open portal gets its next token, and what is seen when there is none. */
@ExtendWith(BrowserSuite.class)
class PortalRefreshIT {

  private static final String TYPED = "Dear Pat, write your invoices with";
  private static final String SUMMARY = "/api/portal/summary?later";

  /** A token's life is a quarter of an hour, and the portal asks for the next a minute earlier. */
  private static final String NEARLY_OVER = "14:01";

  private final World world;
  private final Sample sample;
  private final Site site;

  PortalRefreshIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  private Visitor typing(String tokenUrl) {
    Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", tokenUrl)).greeted(ALICE);
    visitor.hears("PAGE_HEIGHT");
    invitation(visitor).fill(TYPED);
    return visitor;
  }

  private static Locator invitation(Visitor visitor) {
    return visitor.portal().getByLabel("Draft an invitation");
  }

  private static Locator tryAgain(Visitor visitor) {
    return visitor
        .page()
        .getByRole(AriaRole.ALERT)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again"));
  }

  private long tokensFetched() {
    return site.calls().stream().filter(call -> call.target().startsWith("/my/token")).count();
  }

  private int portalsOpened(Visitor visitor) {
    return visitor.requests("/embed/referrals?token=").size();
  }

  @Test
  void beforeTheEndTheTokenIsReplacedInPlace() {
    Visitor visitor = typing("/my/token?user=ALICE");
    visitor.call(SUMMARY);
    String first = visitor.bearerOf(SUMMARY);
    Predicate<Response> lookUp =
        answer -> answer.ok() && answer.url().equals(sample.url("/embed/referrals"));
    visitor.page().waitForResponse(lookUp, () -> visitor.later(NEARLY_OVER));
    visitor
        .page()
        .waitForCondition(
            () -> visitor.call(SUMMARY) == 200 && !visitor.bearerOf(SUMMARY).equals(first));

    assertThat(visitor.hears("TOKEN_EXPIRING").data()).containsOnlyKeys("expires");
    assertThat(tokensFetched()).isEqualTo(2);
    assertThat(portalsOpened(visitor)).isEqualTo(1);
    assertThat(invitation(visitor)).hasValue(TYPED);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void aTokenThatWasRevokedIsReplacedAtTheNextCall() {
    Visitor visitor = typing("/my/token?user=ALICE");
    sample.revokeAll(ALICE);
    assertThat(visitor.call(SUMMARY)).isEqualTo(200);
    assertThat(visitor.requests(SUMMARY)).hasSize(2);
    assertThat(tokensFetched()).isEqualTo(2);
    assertThat(portalsOpened(visitor)).isEqualTo(1);
    assertThat(invitation(visitor)).hasValue(TYPED);
    assertThat(visitor.page().getByRole(AriaRole.ALERT)).isEmpty();
  }

  @Test
  void whenNobodyIsSignedInAnyMoreThePortalStaysAndTryAgainMends() {
    Visitor visitor = typing("/my/token?user=ALICE");
    site.tokenStatus(401);
    visitor.later(NEARLY_OVER);
    visitor.page().waitForFunction("() => failures.some(f => f.code === 'SIGN_IN_REQUIRED')");
    sample.revokeAll(ALICE);
    visitor
        .portalFrame()
        .evaluate(
            "() => { import('/refport/portal.js').then(m => m.portal.fetch('/api/portal/summary')); }");
    // before its time, and now since the call was refused
    visitor
        .page()
        .waitForFunction("() => heard.filter(m => m.event === 'TOKEN_EXPIRING').length === 2");
    visitor.later("00:10");
    assertThat(visitor.portal().getByRole(AriaRole.ALERT)).containsText("Your session is over");
    assertThat(tryAgain(visitor)).isVisible();
    assertThat(invitation(visitor)).hasValue(TYPED);

    site.tokenStatus(200);
    tryAgain(visitor).press("Enter");
    assertThat(invitation(visitor)).hasValue(""); // from the start, since the token was revoked
    visitor.greeted(ALICE);
    assertThat(tryAgain(visitor)).not().isAttached();
    assertThat(visitor.call(SUMMARY)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "401, SIGN_IN_REQUIRED",
    "403, SIGN_IN_REQUIRED",
    "302, TOKEN_UNAVAILABLE",
    "500, TOKEN_UNAVAILABLE"
  })
  void saysWhyFirstTokenIsMissing(int status, String code) {
    site.tokenStatus(status);
    Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE"));
    visitor
        .page()
        .waitForCondition(
            () -> {
              visitor.later("00:01"); // until all attempts are over
              return !visitor.page().getByRole(AriaRole.ALERT).innerText().isEmpty();
            });
    assertThat(visitor.page().getByRole(AriaRole.ALERT))
        .containsText("The referral portal is not available right now.");
    assertThat(visitor.page().evaluate("failures.map(f => f.code)")).isEqualTo(List.of(code));
    assertThat(visitor.iframe()).not().isAttached();
    site.tokenStatus(200);
    tryAgain(visitor).click();
    visitor.greeted(ALICE);
    assertThat(visitor.iframe()).isVisible();
    assertThat(tryAgain(visitor)).not().isAttached();
    assertThat(visitor.page().evaluate("events.map(e => e.type + ' ' + e.recovered)"))
        .isEqualTo(List.of("refport-error undefined", "refport-ready true"));
  }

  @Test
  void anExpiredFirstTokenIsReplacedBeforeAnybodyNotices() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(
        sample, Map.of("token", sample.expiredToken(ALICE), "token-url", "/my/token?user=ALICE"));
    visitor.greeted(ALICE);
    assertThat(tokensFetched()).isEqualTo(1);
    assertThat(visitor.page().evaluate("failures")).isEqualTo(List.of());
    assertThat(visitor.page().evaluate("history.length"))
        .as("no way back to the error")
        .isEqualTo(2);
  }

  @Test
  void aTokenThatCannotBeReplacedIsSaid() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token", sample.expiredToken(ALICE)));
    assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
    assertThat(visitor.page().evaluate("failures.map(f => f.code)"))
        .isEqualTo(List.of("TOKEN_EXPIRED"));
    assertThat(visitor.iframe()).not().isVisible();
  }

  /** As the React client does: nothing of the address but the theme is new. */
  @Test
  void theSameTokenOpensThePortalAgainInAnotherTheme() {
    String token = sample.token(ALICE);
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.frame(sample.portal(token, "theme=light")).greeted(ALICE);
    for (String theme : List.of("dark", "light", "dark")) {
      visitor
          .page()
          .evaluate(
              "url => { document.querySelector('iframe').src = url; }",
              sample.portal(token, "theme=" + theme));
      assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", theme);
      assertThat(visitor.portal().locator("html")).hasCSS("color-scheme", theme);
      visitor.greeted(ALICE);
    }
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void anotherThemeOfTheElementNeedsNoOtherToken() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE", "theme", "light"));
    visitor.greeted(ALICE);
    visitor
        .page()
        .evaluate("() => document.querySelector('refport-embed').setAttribute('theme', 'dark')");
    assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", "dark");
    visitor.greeted(ALICE);
    assertThat(tokensFetched()).isEqualTo(1);
    assertThat(visitor.complaints()).isEmpty();
  }
}
