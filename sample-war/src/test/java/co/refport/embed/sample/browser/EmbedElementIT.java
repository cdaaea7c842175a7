package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code <refport-embed>} as an element: its options, its place in the page, its events. */
@ExtendWith(BrowserSuite.class)
class EmbedElementIT {

  private static final Map<String, String> OPTIONS = Map.of("token-url", "/my/token?user=ALICE");

  private final World world;
  private final Sample sample;
  private final Site site;

  EmbedElementIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  private Visitor host() {
    return world.visitor().open(site.url("/host.html"));
  }

  private Visitor embedded() {
    Visitor visitor = host().embed(sample, OPTIONS).greeted(ALICE);
    visitor.event("refport-ready");
    return visitor;
  }

  private static Object onElement(Visitor visitor, String script) {
    return visitor.page().locator("refport-embed").first().evaluate("element => " + script);
  }

  private static int portalsOpened(Visitor visitor) {
    return visitor.requests("/embed/referrals?token=").size();
  }

  /** Waits until what was set has been applied: the element applies changes in a microtask. */
  private static void applied(Visitor visitor) {
    visitor.page().evaluate("() => new Promise(resolve => setTimeout(resolve))");
  }

  /** Waits for a response to a later request: what was sent before has arrived then. */
  private static void roundTrip(Visitor visitor) {
    visitor.page().evaluate("() => fetch('/noise.html', {cache: 'no-store'}).then(() => {})");
  }

  @Nested
  class Options {

    @ParameterizedTest
    @CsvSource({
      "token-url, tokenUrl, /t",
      "base-url, baseUrl, /b",
      "path, path, p",
      "theme, theme, dark",
      "label, label, Referrals",
      "locale, locale, de-AT",
      "token, token, pt_a.b.c",
      "css-vars, cssVars, '{\"--a\":\"red\"}'"
    })
    void attributeIsProperty(String attribute, String property, String value) {
      Visitor visitor = host();
      visitor.page().evaluate("portal => loadScript(portal)", sample.origin());
      visitor.page().evaluate("() => customElements.whenDefined('refport-embed').then(() => {})");
      assertThat(
              visitor
                  .page()
                  .evaluate(
                      """
                      ([attribute, property, value]) => {
                        const element = document.createElement("refport-embed");
                        element.setAttribute(attribute, value);
                        const fromAttribute = element[property];
                        element[property] = "x";
                        return [fromAttribute, element[property]].join(" then ");
                      }
                      """,
                      List.of(attribute, property, value)))
          .isEqualTo(value + " then x");
    }

    /** As frameworks do before the script has loaded. */
    @Test
    void propertiesSetBeforeDefinitionCount() {
      Visitor visitor = host();
      visitor
          .page()
          .evaluate(
              """
              portal => {
                const element = document.createElement("refport-embed");
                here.append(element);
                Object.assign(element, {
                  fetchToken: async () => (await fetch("/my/token?user=ALICE", {method: "POST"})).json(),
                  cssVars: {"--page": "#fedcba"}, theme: "dark", label: "Early",
                });
                loadScript(portal);
              }
              """,
              sample.origin());
      visitor.greeted(ALICE);
      assertThat(visitor.iframe()).hasAccessibleName("Early");
      assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", "dark");
      assertThat(visitor.portal().locator("body")).hasCSS("background-color", "rgb(254, 220, 186)");
    }

    @Test
    void equalOptionsAtEachRenderChangeNothing() {
      Visitor visitor = host();
      String render =
          """
          element => Object.assign(element, {
            fetchToken: async () => (await fetch("/my/token?user=ALICE", {method: "POST"})).json(),
            cssVars: {"--accent": "red"}, texts: {retry: "Again"}, theme: "light", label: "Mine",
          })
          """;
      visitor.page().evaluate("portal => embed(portal, {})", sample.origin());
      visitor.page().locator("refport-embed").evaluate(render);
      visitor.greeted(ALICE);
      visitor.portal().getByLabel("Draft an invitation").fill("Typed");
      for (int i = 0; i < 20; i++) {
        visitor.page().locator("refport-embed").evaluate(render);
      }
      roundTrip(visitor);
      assertThat(visitor.portal().getByLabel("Draft an invitation")).hasValue("Typed");
      assertThat(portalsOpened(visitor)).isEqualTo(1);
      assertThat(site.calls()).filteredOn(call -> call.target().contains("token")).hasSize(1);
    }

    @Test
    void newFunctionServesNextToken() {
      Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
      visitor
          .page()
          .evaluate(
              """
              portal => {
                const from = name => async () =>
                  (await fetch(`/my/token?${name}&user=ALICE`, {method: "POST"})).json();
                embed(portal, {}, {fetchToken: from("first")});
                window.replace = () => { document.querySelector("refport-embed").fetchToken = from("second"); };
              }
              """,
              sample.origin());
      visitor.greeted(ALICE);
      visitor.page().evaluate("() => replace()");
      visitor.page().waitForRequest("**/my/token?second*", () -> visitor.later("14:01"));
      assertThat(portalsOpened(visitor)).isEqualTo(1);
    }

    @Test
    void wrongOptionIsReportedOnce() {
      Visitor visitor = host().embed(sample, Map.of("base-url", "nowhere", "token-url", "/t"));
      visitor.event("refport-error");
      for (int i = 0; i < 5; i++) {
        onElement(visitor, "{ element.fetchToken = () => '' }");
        applied(visitor);
      }
      assertThat(visitor.events()).containsExactly("refport-error CONFIGURATION_ERROR");
    }

    @Test
    void freshTokenIsHandedOverInPlace() {
      Visitor visitor = host().embed(sample, Map.of("token", sample.token(ALICE))).greeted(ALICE);
      visitor.event("refport-ready");
      String fresh = sample.token(ALICE);
      visitor
          .page()
          .waitForResponse(
              visitor.lookUpOf(fresh),
              () ->
                  visitor
                      .page()
                      .evaluate(
                          "token => document.querySelector('refport-embed').setAttribute('token', token)",
                          fresh));
      visitor.awaitBearer(fresh);
      assertThat(portalsOpened(visitor)).isEqualTo(1);
    }

    @Test
    void labelAndTextsChangeInPlace() {
      Visitor visitor = embedded();
      onElement(visitor, "{ element.label = 'Other'; element.texts = {retry: 'Again'}; }");
      assertThat(visitor.iframe()).hasAccessibleName("Other");
      assertThat(portalsOpened(visitor)).isEqualTo(1);
    }

    @Test
    void expiringTokenIsAnnounced() {
      Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
      visitor.embed(sample, Map.of("token", sample.token(ALICE))).greeted(ALICE);
      visitor.event("refport-ready");
      visitor.later("14:01");
      assertThat(visitor.event("refport-expiring")).containsKey("expires");
    }

    @Test
    void localeReachesPortalAndErrorPage() {
      Visitor visitor = host();
      visitor.embed(
          sample, Map.of("token", sample.expiredToken(ALICE), "locale", "de-AT", "label", "x"));
      visitor.event("refport-error");
      assertThat(visitor.page().getByText("Erneut versuchen")).isVisible();
      Visitor other =
          host().embed(sample, Map.of("token-url", "/my/token?user=ALICE", "locale", "fr"));
      other.greeted(ALICE);
      assertThat(
              other
                  .portalFrame()
                  .evaluate("async () => (await import('/refport/portal.js')).portal.locale"))
          .isEqualTo("fr");
    }

    @Test
    void createEmbedReturnsHandle() {
      Visitor visitor = host();
      visitor
          .page()
          .evaluate(
              """
              async portal => {
                const { createEmbed } = await import(`${portal}/refport/embed.js`);
                window.seen = [];
                window.handle = createEmbed("#here", {
                  tokenUrl: "/my/token?user=ALICE", onReady: () => seen.push("ready"),
                });
              }
              """,
              sample.origin());
      visitor.greeted(ALICE);
      visitor.page().waitForFunction("() => seen.length === 1");
      visitor.page().evaluate("() => handle.update({theme: 'dark'})");
      assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", "dark");
      visitor.page().evaluate("() => { handle.destroy(); handle.destroy(); }");
      assertThat(visitor.page().locator("refport-embed")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "createEmbed('#nowhere', {token: 'pt_a.b.c'})",
          "createEmbed('#here', {})",
          "createEmbed('#here', {tokenUrl: '/t', baseUrl: 'http://['})"
        })
    void createEmbedThrowsTypeError(String call) {
      Visitor visitor = host();
      assertThat(
              visitor
                  .page()
                  .evaluate(
                      "async portal => { const { createEmbed } = await import(`${portal}/refport/embed.js`);"
                          + " try { "
                          + call
                          + "; return 'nothing'; } catch (error) { return error.name; } }",
                      sample.origin()))
          .isEqualTo("TypeError");
    }
  }

  @Nested
  class InThePage {

    private void assertPortals(Visitor visitor, int count) {
      Locator elements = visitor.page().locator("refport-embed");
      assertThat(elements).hasCount(count);
      for (int i = 0; i < count; i++) {
        assertThat(elements.nth(i).locator("iframe")).hasCount(1);
        assertThat(elements.nth(i).locator("iframe").contentFrame().locator("h1"))
            .hasText(ALICE.greeting());
      }
      assertThat((String) visitor.page().evaluate("document.documentElement.outerHTML"))
          .doesNotContain("pt_");
      assertThat(
              (String)
                  visitor
                      .page()
                      .evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
          .doesNotContain("pt_");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "element.replaceWith(element.cloneNode(true))",
          "element.replaceChildren()",
          "{ here.innerHTML = here.innerHTML }",
          "{ sessionStorage.page = document.body.innerHTML; document.body.innerHTML = sessionStorage.page }",
          "document.querySelector('h1').before(element)",
          "{ element.remove(); here.append(element) }",
          "document.adoptNode(element) && here.append(element)",
          "element.setAttribute('token-url', element.getAttribute('token-url'))"
        })
    void showsOnePortalAfter(String change) {
      Visitor visitor = embedded();
      onElement(visitor, change);
      assertPortals(visitor, 1);
    }

    @Test
    void cloneIsAnotherPortal() {
      Visitor visitor = embedded();
      onElement(visitor, "element.after(element.cloneNode(true))");
      assertPortals(visitor, 2);
    }

    @Test
    void removedElementEndsItsEmbed() {
      Visitor visitor = world.visitor().withClock().open(site.url("/host.html"));
      visitor.embed(sample, OPTIONS).greeted(ALICE);
      onElement(visitor, "element.remove()");
      visitor.later("20:00");
      roundTrip(visitor);
      assertThat(site.calls()).filteredOn(call -> call.target().contains("token")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
      "'display: flex; width: 900px', '', 900",
      "'display: flex; width: 900px', 'margin: 0 50px', 800",
      "'display: flex; flex-direction: column; width: 900px; align-items: center', '', 900",
      "'display: grid; width: 900px; justify-items: start', '', 900",
      "'display: grid; width: 900px; grid-template-columns: 1fr 2fr', '', 300",
      "'width: 900px', 'margin: 0 50px', 800",
      "'display: flex; width: 900px', 'width: 500px', 500"
    })
    void takesGivenWidth(String container, String own, double width) {
      Visitor visitor = host();
      visitor.page().evaluate("style => { here.style.cssText = style; }", container);
      visitor.embed(sample, OPTIONS);
      visitor
          .page()
          .locator("refport-embed")
          .evaluate("(element, style) => { element.style.cssText = style; }", own);
      visitor.greeted(ALICE);
      assertThat(visitor.iframe().boundingBox().width).isEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "system"})
    void transparentPortalStaysTransparent(String theme) {
      Visitor visitor = host();
      visitor.page().evaluate("() => { document.body.style.background = 'rgb(0, 200, 0)'; }");
      visitor.embed(sample, Map.of("token-url", "/my/token?user=ALICE", "theme", theme));
      visitor.greeted(ALICE);
      visitor
          .portalFrame()
          .evaluate(
              "() => { document.body.style.background = 'none'; document.body.replaceChildren(); }");
      byte[] picture =
          visitor.iframe().screenshot(new Locator.ScreenshotOptions().setTimeout(15_000));
      assertThat(Pixels.at(picture, 200, 2)).isEqualTo("rgb(0, 200, 0)");
    }

    @Test
    void eventsCrossShadowRoots() {
      Visitor visitor = host();
      visitor
          .page()
          .evaluate(
              """
              portal => {
                loadScript(portal);
                const root = here.attachShadow({mode: "open"});
                root.innerHTML = '<refport-embed token-url="/my/token?user=ALICE"></refport-embed>';
              }
              """,
              sample.origin());
      visitor.greeted(ALICE);
      visitor.event("refport-ready");
    }

    @Test
    void hiddenAttributeHidesIt() {
      Visitor visitor = embedded();
      onElement(visitor, "{ element.hidden = true }");
      assertThat(visitor.iframe()).isHidden();
    }

    @Test
    void hostStylesItsParts() {
      site.tokenStatus(401);
      Visitor visitor = world.visitor(options -> options.setBypassCSP(true));
      visitor.open(site.url("/host.html"));
      visitor
          .page()
          .addStyleTag(
              new Page.AddStyleTagOptions()
                  .setContent("refport-embed::part(retry) { color: rgb(1, 2, 3) }"));
      visitor.embed(sample, OPTIONS);
      assertThat(visitor.page().getByText("Try again")).hasCSS("color", "rgb(1, 2, 3)");
    }
  }
}
