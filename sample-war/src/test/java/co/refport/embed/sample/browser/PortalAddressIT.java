package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static co.refport.embed.sample.browser.Sample.User.BRUNO;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The token in the portal's address: restored frames, the address bar, and double slashes. */
@ExtendWith(BrowserSuite.class)
class PortalAddressIT {

  private static final String STATIC =
      "<!DOCTYPE html><title>Static</title><iframe src=\"%s\"></iframe>";

  private final World world;
  private final Sample sample;
  private final Site site;

  PortalAddressIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  /** A page with a static frame, served with {@code no-store} and a fresh token. */
  private Visitor staticFrame(Engine engine) {
    site.page("/static", STATIC.formatted(sample.portal(sample.token(ALICE))));
    return world.visitor(engine).open(site.url("/static")).greeted(ALICE);
  }

  @ParameterizedTest
  @EnumSource
  void opensAgainAfterBack(Engine engine) {
    Visitor visitor = staticFrame(engine).open(site.url("/noise.html"));
    site.page("/static", STATIC.formatted(sample.portal(sample.token(ALICE))));
    visitor.page().goBack();
    visitor.greeted(ALICE);
  }

  @ParameterizedTest
  @EnumSource
  void opensAgainAfterReload(Engine engine) {
    Visitor visitor = staticFrame(engine);
    visitor.page().reload();
    visitor.greeted(ALICE);
  }

  @ParameterizedTest
  @EnumSource
  void opensAgainAfterReloadOfFrame(Engine engine) {
    Visitor visitor = staticFrame(engine);
    visitor
        .page()
        .waitForResponse(
            response -> response.url().contains("/embed/referrals?token=") && response.ok(),
            () -> visitor.portalFrame().evaluate("() => { setTimeout(() => location.reload()); }"));
    visitor.greeted(ALICE);
  }

  /** As the published React client does. */
  @ParameterizedTest
  @EnumSource
  void showsFormerThemeAfterBack(Engine engine) {
    String token = sample.token(ALICE);
    Visitor visitor = world.visitor(engine).open(site.url("/host.html"));
    visitor.frame(sample.portal(token, "theme=light")).greeted(ALICE);
    visitor
        .page()
        .evaluate(
            "url => { document.querySelector('iframe').src = url; }",
            sample.portal(token, "theme=dark"));
    assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", "dark");
    visitor.greeted(ALICE);
    visitor.page().evaluate("() => history.back()");
    assertThat(visitor.portal().locator("html")).hasAttribute("data-theme", "light");
    visitor.greeted(ALICE);
  }

  /** A browser may restore the address that a frame had, but not that of another visitor. */
  @ParameterizedTest
  @EnumSource
  void elementOpensCurrentPartnerAfterBack(Engine engine) {
    site.page(
        "/element",
        "<!DOCTYPE html><script type=\"module\" src=\"%s\"></script>"
                .formatted(sample.url("/refport/embed.js"))
            + "<refport-embed token-url=\"/my/token?user=ALICE\"></refport-embed>");
    Visitor visitor = world.visitor(engine).open(site.url("/element")).greeted(ALICE);
    visitor.open(site.url("/noise.html"));
    site.nextUser(BRUNO);
    visitor.page().goBack();
    visitor.greeted(BRUNO);
  }

  @Test
  void topLevelAddressLosesToken() {
    Visitor visitor = world.visitor().open(sample.portal(sample.token(ALICE), "theme=dark"));
    assertThat(visitor.page().locator("h1")).hasText(ALICE.greeting());
    assertThat(visitor.page().url())
        .isEqualTo(sample.url("/embed/referrals?dynamicHeight=true&theme=dark"));
    assertThat(visitor.page().evaluate("navigation.entries().map(entry => entry.url).join()"))
        .asString()
        .doesNotContain("pt_");
  }

  @Test
  void topLevelErrorPageLosesToken() {
    Visitor visitor = world.visitor().open(sample.portal(sample.expiredToken(ALICE)));
    assertThat(visitor.page().locator("h1")).hasText("This page cannot be shown");
    visitor.page().waitForCondition(() -> !visitor.page().url().contains("pt_"));
    assertThat(visitor.page().url()).isEqualTo(sample.url("/embed/referrals?dynamicHeight=true"));
  }

  /** The published clients append a path with a slash to a base URL that ends with one. */
  @Test
  void resolvesRequestsWithoutDoubleSlash() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.frame(sample.portal(sample.token(ALICE)).replace("/embed/", "//embed/")).greeted(ALICE);
    assertThat(visitor.call("../api/portal/summary?relative")).isEqualTo(200);
    assertThat(visitor.requests("summary?relative"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.url()).isEqualTo(sample.url("/api/portal/summary?relative")));
  }

  @Test
  void elementToleratesSlashesAfterBaseUrl() {
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor.embed(
        sample, Map.of("token-url", "/my/token?user=ALICE", "base-url", sample.origin() + "//"));
    visitor.greeted(ALICE);
    assertThat(visitor.requests("/embed/referrals?token="))
        .singleElement()
        .satisfies(
            request -> assertThat(request.url()).startsWith(sample.url("/embed/referrals?token=")));
  }
}
