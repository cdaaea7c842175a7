package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static co.refport.embed.sample.browser.Sample.User.BRUNO;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which token the element uses, when several come at different times. */
@ExtendWith(BrowserSuite.class)
class EmbedTokenIT {

  private static final Map<String, String> OPTIONS = Map.of("token-url", "/my/token?user=ALICE");
  private static final String NEARLY_OVER = "14:01";

  private final World world;
  private final Sample sample;
  private final Site site;

  EmbedTokenIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  private static Object onElement(Visitor visitor, String script, Object argument) {
    return visitor
        .page()
        .locator("refport-embed")
        .evaluate("(element, argument) => " + script, argument);
  }

  @Test
  void firstTokenIsForgottenOnceReplaced() {
    Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
    visitor.embed(
        sample, Map.of("token", sample.token(ALICE), "token-url", "/my/token?user=BRUNO"));
    visitor.greeted(ALICE);
    visitor.event("refport-ready");
    visitor.later(NEARLY_OVER);
    visitor.greeted(BRUNO);
    onElement(visitor, "document.querySelector('h1').before(element)", null);
    visitor.later("00:01");
    visitor.greeted(BRUNO);
  }

  @Test
  void hostTokenBeatsOlderRequest() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor
        .page()
        .evaluate(
            "portal => embed(portal, {}, {fetchToken: () => new Promise(done => { answer = done; })})",
            sample.origin());
    visitor.page().waitForFunction("() => typeof answer === 'function'");
    onElement(visitor, "{ element.token = argument }", sample.token(BRUNO));
    visitor.greeted(BRUNO);
    visitor.page().evaluate("token => answer(token)", sample.token(ALICE));
    assertThat(visitor.call("/api/portal/summary")).isEqualTo(200);
    visitor.greeted(BRUNO);
  }

  @Test
  void resetInErrorHandlerLeavesOneEmbed() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor
        .page()
        .evaluate(
            "() => addEventListener('refport-error', ({target}) => target.reset(), {once: true})");
    visitor.embed(sample, Map.of("token", "hello", "token-url", "/my/token?user=ALICE"));
    visitor.greeted(ALICE);
    visitor.event("refport-ready");
    assertThat(visitor.call("/api/portal/summary")).isEqualTo(200);
    assertThat(visitor.events())
        .isEqualTo(List.of("refport-error CONFIGURATION_ERROR", "refport-ready"));
    assertThat(visitor.requests("/my/token")).hasSize(1);
  }

  /** READY of the reloaded page comes before its {@code load}, because a picture takes long. */
  @Test
  void reloadedFrameStaysReady() {
    Visitor visitor = world.visitor().withClock();
    visitor
        .page()
        .route(
            "**/embed/referrals?*",
            route -> {
              APIResponse page = route.fetch();
              route.fulfill(
                  new Route.FulfillOptions()
                      .setResponse(page)
                      .setBody(page.text().replace("</main>", "</main><img src=\"late.png\">")));
            });
    visitor.open(site.url("/host.html")).embed(sample, OPTIONS).greeted(ALICE);
    Route[] late = new Route[1];
    visitor.page().route("**/late.png", route -> late[0] = route);
    Frame portal = visitor.portalFrame();
    portal.evaluate("() => { heardReload = true; setTimeout(() => location.reload()); }");
    visitor.later("00:01");
    portal.waitForFunction("() => !globalThis.heardReload");
    visitor.greeted(ALICE);
    visitor.page().waitForFunction("() => heard.filter(m => m.event === 'READY').length === 2");
    visitor.page().waitForCondition(() -> late[0] != null);
    late[0].abort();
    portal.waitForLoadState();
    visitor.later("00:31");
    visitor.page().evaluate("() => new Promise(resolve => setTimeout(resolve))");
    assertThat(visitor.events()).containsExactly("refport-ready");
  }

  /** As React's {@code createPortal} into a window of its own does. */
  @Test
  void worksInWindowOfItsOwn() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(sample, OPTIONS).greeted(ALICE);
    visitor
        .page()
        .waitForPopup(
            () ->
                onElement(visitor, "{ open('about:blank').document.body.append(element) }", null));
    visitor.page().waitForFunction("() => events.length > 0");
    assertThat(
            visitor
                .context()
                .pages()
                .get(1)
                .locator("refport-embed iframe")
                .contentFrame()
                .locator("h1"))
        .hasText(ALICE.greeting());
  }

  @Test
  void sourceFailureDoesNotHideReloadedPortal() {
    Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
    visitor.embed(sample, OPTIONS).greeted(ALICE);
    visitor.event("refport-ready");
    site.tokenStatus(401);
    visitor.later(NEARLY_OVER);
    visitor.event("refport-error");
    Frame portal = visitor.portalFrame();
    portal.evaluate("() => { setTimeout(() => location.reload()); }");
    visitor.later("00:01");
    visitor.page().waitForFunction("() => heard.filter(m => m.event === 'READY').length === 2");
    assertThat(visitor.iframe()).isVisible();
    assertThat(visitor.page().evaluate("events.some(e => e.recovered)")).isEqualTo(false);
  }
}
