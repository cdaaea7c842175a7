package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The status that the element reports: ready, or an error with its cause. */
@ExtendWith(BrowserSuite.class)
class EmbedStatusIT {

  private static final Map<String, String> OPTIONS = Map.of("token-url", "/my/token?user=ALICE");

  private final World world;
  private final Sample sample;
  private final Site site;

  EmbedStatusIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  private Visitor host() {
    return world.visitor().open(site.url("/host.html"));
  }

  private static String message(Map<String, Object> event) {
    return (String) event.get("message");
  }

  @Nested
  class WhenNotPainted {

    @Test
    void isReadyBelowTheFold() {
      Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
      visitor.page().evaluate("() => { here.style.marginTop = '3000px'; }");
      visitor.embed(sample, OPTIONS);
      visitor.event("refport-ready");
      visitor.later("01:00");
      assertThat(visitor.events()).containsExactly("refport-ready");
      assertThat(visitor.page().getByRole(AriaRole.ALERT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isReadyInHiddenPanel(Engine engine) {
      Visitor visitor = world.visitor(engine).open(site.url("/host.html"));
      visitor.page().evaluate("() => { here.hidden = true; }");
      visitor.embed(sample, OPTIONS);
      visitor.event("refport-ready");
      visitor.page().evaluate("() => { here.hidden = false; }");
      visitor.greeted(ALICE).awaitFullHeight();
      assertThat(visitor.events()).containsExactly("refport-ready");
      assertThat(visitor.complaints()).isEmpty();
    }

    /** The portal does not respond, so only the silence could be reported. */
    @ParameterizedTest
    @CsvSource({"here.style.marginTop = '3000px'", "here.hidden = true", "hide(true)"})
    void countsNoSilenceWhileInvisible(String invisible) {
      Visitor visitor = world.visitor().withClock();
      visitor.page().route("**/embed/referrals?*", route -> {});
      visitor
          .context()
          .addInitScript(
              """
              let hidden = false;
              Object.defineProperty(document, "visibilityState", {get: () => hidden ? "hidden" : "visible"});
              window.hide = now => { hidden = now; document.dispatchEvent(new Event("visibilitychange")); };
              """);
      visitor.open(site.url("/host.html"));
      visitor.page().evaluate("() => { " + invisible + "; }");
      visitor.page().waitForRequest("**/embed/referrals?*", () -> visitor.embed(sample, OPTIONS));
      visitor.later("05:00");
      assertThat(visitor.events()).isEmpty();
      visitor
          .page()
          .evaluate("() => { here.style.marginTop = 0; here.hidden = false; hide(false); }");
      visitor
          .page()
          .waitForCondition(
              () -> {
                visitor.later("00:31");
                return visitor.events().equals(List.of("refport-error PORTAL_SILENT"));
              });
    }
  }

  @Nested
  class Causes {

    @Test
    void namesUndeclaredOrigin() {
      Visitor visitor = world.visitor().open(world.stranger().url("/host.html"));
      visitor.embed(sample, Map.of("token", sample.token(ALICE)));
      Map<String, Object> error = visitor.event("refport-error");
      assertThat(error).containsEntry("code", "PORTAL_BLOCKED");
      assertThat(message(error)).contains("origins", world.stranger().origin());
      assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void namesMissingFrameSource(Engine engine) {
      site.header(
          "Content-Security-Policy",
          "frame-src 'self'; script-src 'self' 'unsafe-eval' " + sample.origin());
      Visitor visitor = world.visitor(engine).open(site.url("/host.html"));
      visitor.embed(sample, OPTIONS);
      Map<String, Object> error = visitor.event("refport-error");
      assertThat(error).containsEntry("code", "PORTAL_BLOCKED");
      assertThat(message(error)).contains("frame-src", sample.origin());
    }

    @Test
    void namesEmbedderPolicy() {
      site.header("Cross-Origin-Embedder-Policy", "require-corp");
      Visitor visitor = host();
      serveScriptsHere(visitor);
      visitor.embed(sample, OPTIONS);
      Map<String, Object> error = visitor.event("refport-error");
      assertThat(error).containsEntry("code", "PORTAL_BLOCKED");
      assertThat(message(error)).contains("Cross-Origin-Embedder-Policy");
    }

    @Test
    void opensPortalInIsolatedPage() {
      site.header("Cross-Origin-Embedder-Policy", "require-corp");
      site.header("Cross-Origin-Opener-Policy", "same-origin");
      Visitor visitor = host();
      serveScriptsHere(visitor);
      visitor.embed(sample, OPTIONS).greeted(ALICE);
      assertThat(visitor.page().evaluate("crossOriginIsolated")).isEqualTo(true);
    }

    /**
     * A page that requires Cross-Origin-Embedder-Policy cannot load the portal's scripts either.
     */
    private void serveScriptsHere(Visitor visitor) {
      visitor
          .page()
          .route(
              sample.url("/refport/*.js"),
              route -> {
                if (route.request().frame() == visitor.page().mainFrame()) {
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setResponse(route.fetch())
                          .setHeaders(
                              Map.of(
                                  "Content-Type", "text/javascript",
                                  "Access-Control-Allow-Origin", "*",
                                  "Cross-Origin-Resource-Policy", "cross-origin")));
                } else {
                  route.resume();
                }
              });
    }

    @Test
    void namesLikelyCausesOfSilence() {
      Visitor visitor = world.visitor().withClock();
      visitor
          .page()
          .route(
              "**/embed/referrals?*",
              route -> route.fulfill(new Route.FulfillOptions().setBody("<p>No portal.js")));
      visitor.open(site.url("/host.html"));
      visitor.page().waitForResponse("**/embed/referrals?*", () -> visitor.embed(sample, OPTIONS));
      visitor
          .page()
          .waitForCondition(
              () -> {
                visitor.later("00:11"); // sooner than 30 s, because the page has loaded
                return !visitor.events().isEmpty();
              });
      Map<String, Object> error = visitor.event("refport-error");
      assertThat(error).containsEntry("code", "PORTAL_SILENT");
      assertThat(message(error)).contains("portal.js", "origins", site.origin());
      assertThat(visitor.complaints()).singleElement().asString().contains("PORTAL_SILENT");
    }

    @ParameterizedTest
    @CsvSource({"http://[", "ftp://portal.example.com", "portal.example.com", "https://"})
    void rejectsWrongBaseUrl(String baseUrl) {
      Visitor visitor = host().embed(sample, Map.of("token-url", "/t", "base-url", baseUrl));
      Map<String, Object> error = visitor.event("refport-error");
      assertThat(error).containsEntry("code", "CONFIGURATION_ERROR");
      assertThat(message(error)).contains("base-url");
      assertThat(visitor.complaints()).singleElement().asString().contains("base-url");
      assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"hello", "pt_", "Bearer pt_a.b.c"})
    void rejectsMalformedToken(String token) {
      Visitor visitor = host().embed(sample, Map.of("token", token));
      assertThat(visitor.event("refport-error")).containsEntry("code", "CONFIGURATION_ERROR");
    }

    @Test
    void reportsMalformedTokenAndFetchesAnother() {
      Visitor visitor =
          host().embed(sample, Map.of("token", "hello", "token-url", "/my/token?user=ALICE"));
      visitor.greeted(ALICE);
      assertThat(visitor.events())
          .containsExactly("refport-error CONFIGURATION_ERROR", "refport-ready");
    }
  }

  @Nested
  class FetchToken {

    private Visitor embedWith(String fetchToken) {
      Visitor visitor = host();
      visitor
          .page()
          .evaluate(
              "portal => embed(portal, {}, {fetchToken: " + fetchToken + "})", sample.origin());
      return visitor;
    }

    @Test
    void publishesWhatItThrew() {
      Visitor visitor =
          embedWith("() => { throw Object.assign(new Error('No such route'), {final: true}); }");
      Map<String, Object> error = visitor.event("refport-error");
      assertThat(error)
          .containsEntry("code", "TOKEN_UNAVAILABLE")
          .containsEntry("cause", "No such route");
      assertThat(visitor.complaints()).singleElement().asString().contains("No such route");
    }

    @Test
    void endsWithFinalErrorOfTheLibrary() {
      Visitor visitor =
          embedWith(
              """
              async () => {
                window.calls = (window.calls ?? 0) + 1;
                const { TokenError } = await import(document.querySelector("script[type=module]").src);
                throw new TokenError("Signed out", {status: 401});
              }
              """);
      assertThat(visitor.event("refport-error"))
          .containsEntry("code", "SIGN_IN_REQUIRED")
          .containsEntry("status", 401);
      assertThat(visitor.page().evaluate("calls")).isEqualTo(1);
    }
  }
}
