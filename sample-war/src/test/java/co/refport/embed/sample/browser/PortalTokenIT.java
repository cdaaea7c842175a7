package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the token in the portal's address, and of tokens that are no good. */
@ExtendWith(BrowserSuite.class)
class PortalTokenIT {

  private static final String PAGES = "**/embed/referrals?*";
  private static final String POLICY = "content-security-policy";

  private final World world;
  private final Sample sample;
  private final Site site;

  PortalTokenIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  private Visitor alicesPortal(String token) {
    Visitor visitor =
        world.visitor().open(site.url("/host.html")).frame(sample.portal(token)).greeted(ALICE);
    visitor.hears("PAGE_HEIGHT");
    return visitor;
  }

  @Test
  void keepsTokenOutOfStorage() {
    // in the page of another site the browser would not let the portal store anything anyway
    Sample plain = world.plainSample();
    Visitor visitor = world.visitor().open(plain.url("/")).greeted(ALICE);
    Object kept =
        visitor
            .portalFrame()
            .evaluate(
                """
                () => JSON.stringify([history.state, document.cookie, {...localStorage}, {...sessionStorage},
                  Object.values(window).filter(value => typeof value === "string")])
                """);
    assertThat((String) kept).doesNotContain("pt_");
    assertThat(visitor.page().url()).isEqualTo(plain.url("/"));
    assertThat(visitor.page().content()).doesNotContain("pt_");
  }

  @Test
  void noRequestOfThePageOrToElsewhereTellsTheTokenInAReferer() {
    // a host whose own policy lets in a picture from elsewhere, and asks for it at once
    Visitor visitor = world.visitor(options -> options.setBypassCSP(true));
    visitor
        .context()
        .addInitScript(
            "if (location.pathname === '/embed/referrals') new Image().src = '%s' + (location.search.includes('token=pt_') ? '?early' : '')"
                .formatted(site.url("/picture.png")));
    visitor.open(site.url("/host.html")).frame(sample.portal(sample.token(ALICE))).greeted(ALICE);
    visitor
        .portalFrame()
        .evaluate(
            "href => document.body.append(Object.assign(document.createElement('a'), {href, text: 'away'}))",
            site.url("/noise.html"));
    visitor
        .page()
        .waitForResponse(site.url("/noise.html"), () -> visitor.portal().getByText("away").click());

    assertThat(site.calls())
        .filteredOn(call -> List.of("/picture.png?early", "/noise.html").contains(call.target()))
        .hasSize(2)
        .extracting(Site.Call::referer)
        .containsOnly("");
    // its own parts are asked for while the token is still in the address
    assertThat(visitor.requests(sample.url("/portal/")))
        .hasSizeGreaterThan(1)
        .allSatisfy(
            request ->
                assertThat(request.allHeaders()).as(request.url()).doesNotContainKey("referer"));
  }

  @ParameterizedTest
  @CsvSource({
    "expired,  TOKEN_EXPIRED",
    "tampered, TOKEN_INVALID",
    "revoked,  TOKEN_REVOKED",
    "missing,  TOKEN_MISSING"
  })
  void aParentOfAnotherOriginHearsWhyThereIsNoPortal(String what, String code) {
    String url =
        switch (what) {
          case "expired" -> sample.portal(sample.expiredToken(ALICE));
          case "tampered" -> sample.portal(sample.tamperedToken(ALICE));
          case "revoked" -> sample.portal(sample.revokedToken(ALICE));
          default -> sample.url("/embed/referrals");
        };
    Visitor visitor = world.visitor().open(site.url("/host.html")).frame(url);
    Visitor.Heard heard = visitor.hears("ERROR");
    assertThat(heard.origin()).isEqualTo(sample.origin());
    assertThat(heard.data())
        .hasSize(2)
        .containsEntry("code", code)
        .hasEntrySatisfying("message", message -> assertThat((String) message).isNotBlank());
    assertThat(visitor.heard()).hasSize(1);
    assertThat(visitor.portal().getByRole(AriaRole.HEADING)).hasText("This page cannot be shown");
    assertThat(visitor.portalFrame().content()).doesNotContain("Alice", "alice@", "pt_");
  }

  @ParameterizedTest
  @CsvSource({"pt_no.such.token", "''", "not a token"})
  void whatIsNoTokenAtAllIsRefused(String text) {
    String alices = sample.token(ALICE);
    Visitor visitor = alicesPortal(alices);
    visitor.offer(sample, text);
    assertThat(visitor.hears("ERROR").data()).containsEntry("code", "TOKEN_INVALID");
    assertThat(visitor.call("/api/portal/summary?after")).isEqualTo(200);
    assertThat(visitor.bearerOf("/api/portal/summary?after")).isEqualTo(alices);
  }

  @Test
  void aFreshTokenOfTheSamePartnerIsTaken() {
    Visitor visitor = alicesPortal(sample.token(ALICE));
    String fresh = sample.token(ALICE);
    visitor.page().waitForResponse(visitor.lookUpOf(fresh), () -> visitor.offer(sample, fresh));
    visitor.awaitBearer(fresh);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void anotherWindowOfTheSameOriginCannotHandOverAToken() {
    Visitor visitor = alicesPortal(sample.token(ALICE));
    Frame portal = visitor.portalFrame();
    String fresh = sample.token(ALICE);
    Frame sibling = visitor.sibling(site.url("/noise.html"));
    visitor.delivered(portal, () -> sibling.evaluate("token => offer(token)", fresh));
    assertThat(visitor.lookedUp(portal, fresh)).isFalse();
  }

  @Test
  void aParentThatIsNotListedCannotHandOverATokenNorHearAnything() {
    Visitor visitor = world.visitor();
    // as in a browser that lets everybody frame everything
    visitor
        .page()
        .route(
            PAGES,
            route -> {
              APIResponse answer = route.fetch();
              Map<String, String> headers = new HashMap<>(answer.headers());
              headers.remove(POLICY);
              route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
            });
    visitor.open(world.stranger().url("/host.html"));
    visitor.frame(sample.portal(sample.token(ALICE))).greeted(ALICE);
    Frame portal = visitor.portalFrame();
    String fresh = sample.token(ALICE);
    visitor.delivered(portal, () -> visitor.offer(sample, fresh));
    assertThat(visitor.lookedUp(portal, fresh)).isFalse();
    assertThat(visitor.heard()).isEmpty();
  }
}
