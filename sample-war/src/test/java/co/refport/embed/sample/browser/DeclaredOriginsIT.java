package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which framing pages the portal's script talks to. */
@ExtendWith(BrowserSuite.class)
class DeclaredOriginsIT {

  private final World world;
  private final Sample sample;
  private final Site site;

  DeclaredOriginsIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, https://app.example.com, true",
    "https://app.example.com, https://app.example.com:8443, false",
    "https://a.example.com, https://*.example.com, true",
    "https://a.b.example.com, https://*.example.com, true",
    "https://example.com, https://*.example.com, false",
    "https://aexample.com, https://*.example.com, false",
    "https://a.example.com:8443, https://*.example.com, false",
    "http://a.example.com, https://*.example.com, false",
    "https://a.example.com.evil.example, https://*.example.com, false",
    "capacitor://localhost, capacitor://localhost, true",
    "http://[::1]:8080, http://[::1]:8080, true",
    "null, https://*.example.com, false"
  })
  void matchesDeclaredOrigin(String origin, String declared, boolean expected) {
    Visitor visitor = world.visitor().open(sample.url("/"));
    assertThat(
            visitor
                .page()
                .evaluate(
                    "async ([origin, declared]) => (await import('/refport/embedder.js')).isDeclared(origin, [declared])",
                    List.of(origin, declared)))
        .isEqualTo(expected);
  }

  /** The page at this origin comes from the test; the browser checks its origin all the same. */
  private Visitor pageAt(String origin) {
    Visitor visitor = world.visitor();
    // a page of the web asks its visitor before it may reach a server on this machine
    visitor.context().grantPermissions(List.of("local-network-access"));
    visitor
        .page()
        .route(
            origin + "/*",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setResponse(
                            route.fetch(
                                new Route.FetchOptions()
                                    .setUrl(
                                        route.request().url().replace(origin, site.origin()))))));
    return visitor.open(origin + "/host.html");
  }

  @Test
  void wildcardAdmitsSubdomain() {
    Visitor visitor = pageAt(Sample.WILDCARD.replace("*", "shop"));
    visitor.frame(sample.portal(sample.token(ALICE))).greeted(ALICE);
    visitor.hears("READY");
    String fresh = sample.token(ALICE);
    visitor.page().waitForResponse(visitor.lookUpOf(fresh), () -> visitor.offer(sample, fresh));
    visitor.awaitBearer(fresh);
  }

  @Test
  void wildcardExcludesItsOwnHost() {
    Visitor visitor = pageAt(Sample.WILDCARD.replace("*.", ""));
    visitor.frame(sample.portal(sample.token(ALICE)));
    visitor.refusedToFrame();
  }

  /** Of seven declared origins one is right: a message to a wrong one is an error there. */
  @ParameterizedTest
  @EnumSource
  void consoleStaysClean(Engine engine) {
    Visitor visitor = world.visitor(engine).open(site.url("/host.html"));
    visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE")).greeted(ALICE);
    visitor.event("refport-ready");
    visitor.hears("PAGE_HEIGHT");
    assertThat(visitor.call("/api/portal/summary")).isEqualTo(200);
    assertThat(visitor.complaints()).isEmpty();
  }

  /** The published clients make a plain frame. */
  @ParameterizedTest
  @EnumSource
  void consoleStaysCleanInPlainFrame(Engine engine) {
    Visitor visitor = world.visitor(engine).open(site.url("/host.html"));
    visitor.frame(sample.portal(sample.token(ALICE))).greeted(ALICE);
    visitor.hears("PAGE_HEIGHT");
    assertThat(visitor.complaints()).isEmpty();
  }
}
