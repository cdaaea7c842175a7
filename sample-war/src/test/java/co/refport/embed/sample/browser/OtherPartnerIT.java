package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static co.refport.embed.sample.browser.Sample.User.BRUNO;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another partner signs in while a portal is open. */
@ExtendWith(BrowserSuite.class)
class OtherPartnerIT {

  private static final String NEARLY_OVER = "14:01";

  private final World world;
  private final Sample sample;
  private final Site site;

  OtherPartnerIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  private Visitor embedded() {
    Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE")).greeted(ALICE);
    visitor.event("refport-ready");
    return visitor;
  }

  /** Resets the element, and returns what is left immediately afterwards. */
  private static Object reset(Visitor visitor) {
    return visitor
        .page()
        .locator("refport-embed")
        .evaluate(
            """
            element => {
              element.reset();
              return (element.shadowRoot.querySelector("iframe") ? "a frame" : "no frame")
                + (element.hasAttribute("token") ? ", a token" : ", no token");
            }
            """);
  }

  @Test
  void opensPortalOfNewPartner() {
    Visitor visitor = embedded();
    site.nextUser(BRUNO);
    visitor.later(NEARLY_OVER);
    visitor.greeted(BRUNO);
    assertThat(visitor.events()).doesNotContain("refport-error TOKEN_INVALID");
    assertThat(visitor.call("/api/portal/summary")).isEqualTo(200);
  }

  @Test
  void closesOldPortalBeforeNewOneLoads() {
    Visitor visitor = embedded();
    Frame alices = visitor.portalFrame();
    site.nextUser(BRUNO);
    visitor.page().route("**/embed/referrals?*", route -> {}); // the new page never arrives
    visitor.page().waitForRequest("**/embed/referrals?*", () -> visitor.later(NEARLY_OVER));
    visitor.page().waitForCondition(alices::isDetached);
  }

  @Test
  void replacesPortalOfPublishedClient() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.frame(sample.portal(sample.token(ALICE))).greeted(ALICE);
    visitor.hears("PAGE_HEIGHT");
    visitor.offer(sample, sample.token(BRUNO));
    assertThat(visitor.hears("ERROR").data()).containsEntry("code", "TOKEN_INVALID");
    assertThat(visitor.portal().locator("h1")).hasText("This page cannot be shown");
    Frame portal = visitor.portalFrame();
    assertThat(portal.content()).doesNotContain("Alice", "alice@");
  }

  @Test
  void resetForgetsPartnerImmediately() {
    Visitor visitor = embedded();
    site.tokenStatus(401); // signed out
    assertThat(reset(visitor)).isEqualTo("no frame, no token");
    visitor.later("00:01");
    assertThat(visitor.event("refport-error")).containsEntry("code", "SIGN_IN_REQUIRED");
    site.tokenStatus(200);
    site.nextUser(BRUNO);
    reset(visitor);
    visitor.later("00:01");
    visitor.greeted(BRUNO);
  }

  @Test
  void resetForgetsFixedToken() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token", sample.token(ALICE))).greeted(ALICE);
    assertThat(reset(visitor)).isEqualTo("no frame, no token");
    visitor
        .page()
        .evaluate(
            "token => { document.querySelector('refport-embed').token = token; }",
            sample.token(BRUNO));
    visitor.greeted(BRUNO);
  }
}
