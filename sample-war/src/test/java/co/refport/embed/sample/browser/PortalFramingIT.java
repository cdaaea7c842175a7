package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may hold the portal in a frame, whom the two sides listen to, and that no cookie matters. */
@ExtendWith(BrowserSuite.class)
class PortalFramingIT {

  private final World world;
  private final Sample sample;
  private final Site site;
  private final Site stranger;

  PortalFramingIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
    this.stranger = world.stranger();
  }

  private static void assertNothingIsShown(Visitor visitor, Frame frame) {
    visitor.refusedToFrame();
    assertThat((String) frame.evaluate("location.href")).startsWith("chrome-error:");
    assertThat(frame.content()).doesNotContain("Alice", "referral");
    assertThat(visitor.heard()).isEmpty();
    assertThat(visitor.requests("/refport/portal.js")).isEmpty();
  }

  @Test
  void theBrowserShowsNothingToAnOriginThatIsNotListed() {
    Visitor visitor = world.visitor().open(stranger.url("/host.html"));
    visitor.frame(sample.portal(sample.token(ALICE)));
    assertNothingIsShown(visitor, visitor.portalFrame());
  }

  @Test
  void theBrowserShowsNothingWhereAListedPageIsItselfHeldByAStranger() {
    Visitor visitor = world.visitor().open(stranger.url("/host.html"));
    visitor.frame(site.url("/host.html"));
    Frame host = visitor.portalFrame();
    host.waitForURL(site.url("/host.html"));
    host.evaluate("url => frame(url)", sample.portal(sample.token(ALICE)));
    host.waitForSelector("iframe");
    assertNothingIsShown(visitor, host.childFrames().get(0));
  }

  @Test
  void byDefaultOnlyItsOwnPagesMayHoldThePortal() {
    Sample plain = world.plainSample();
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.frame(plain.portal(plain.token(ALICE)));
    assertNothingIsShown(visitor, visitor.portalFrame());
  }

  @Test
  void evenAStrangerHearsWhyATokenWasRefused() {
    Visitor visitor = world.visitor().open(stranger.url("/host.html"));
    visitor.frame(sample.portal(sample.expiredToken(ALICE)));
    assertThat(visitor.hears("ERROR").data()).containsEntry("code", "TOKEN_EXPIRED");
    assertThat(visitor.portal().getByRole(AriaRole.HEADING)).isVisible();
  }

  private Visitor embedded() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE")).greeted(ALICE);
    visitor.awaitFullHeight();
    return visitor;
  }

  private static void assertNoiseIsIgnored(Visitor visitor, double height) {
    assertThat(visitor.hears("ERROR").data()).containsEntry("message", "Not from the portal");
    assertThat(visitor.height()).isEqualTo(height);
    assertThat(visitor.page().evaluate("failures")).isEqualTo(List.of());
    assertThat(visitor.page().getByRole(AriaRole.ALERT)).isEmpty();
  }

  @Test
  void theHostIgnoresOtherWindows() {
    Visitor visitor = embedded();
    double height = visitor.height();
    visitor.sibling(stranger.url("/noise.html"));
    assertNoiseIsIgnored(visitor, height);
  }

  @Test
  void theHostIgnoresOtherWindowsOfThePortalsOrigin() {
    Visitor visitor = embedded();
    double height = visitor.height();
    // an error page lets itself be held by anybody, and tells its parent
    Frame other = visitor.sibling(sample.url("/embed/referrals"));
    other.evaluate(
        """
        () => {
          parent.postMessage({event: "PAGE_HEIGHT", data: {height: 999}}, "*");
          parent.postMessage({event: "ERROR", data: {code: "X", message: "Not from the portal"}}, "*");
        }
        """);
    visitor.page().waitForFunction("() => heard.some(m => m.data.code === 'X')");
    assertThat(visitor.height()).isEqualTo(height);
    assertThat(visitor.page().evaluate("failures")).isEqualTo(List.of());
    assertThat(visitor.page().getByRole(AriaRole.ALERT)).isEmpty();
  }

  @Test
  void theHostIgnoresItsOwnFrameOnceAnotherOriginIsInIt() {
    Visitor visitor = embedded();
    double height = visitor.height();
    visitor
        .page()
        .evaluate(
            "url => { document.querySelector('refport-embed').iframe.contentWindow.location = url; }",
            stranger.url("/noise.html"));
    assertNoiseIsIgnored(visitor, height);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itMakesNoDifferenceWhetherTheBrowserBlocksCookiesOfThirdParties(boolean blocks) {
    Visitor visitor = blocks ? world.visitor() : world.visitorWhoLetsAllCookiesIn();
    visitor.open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE")).greeted(ALICE);
    assertThat(visitor.call("/api/portal/summary")).isEqualTo(200);
    assertThat(visitor.complaints()).isEmpty();
    assertThat(visitor.context().cookies()).isEmpty();

    // that the browser really does, or does not
    Object cookie =
        visitor
            .portalFrame()
            .evaluate(
                """
                () => {
                document.cookie = "control=1; Path=/; SameSite=None; Secure";
                  return document.cookie;
                }
                """);
    assertThat(cookie).isEqualTo(blocks ? "" : "control=1");
    visitor.context().clearCookies();
  }
}
