package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The element in pages that load it without {@code type="module"}. */
@ExtendWith(BrowserSuite.class)
class ClassicScriptIT {

  private final World world;

  ClassicScriptIT(World world) {
    this.world = world;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "defer", "async"})
  void showsThePortalUnderStrictPolicy(String when) {
    Sample sample = world.plainSample();
    Visitor visitor = world.visitor();
    String page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <title>A page of the application</title>
        <script src="/refport/embed.classic.js" %s></script>
        <refport-embed token-url="/api/demo/users/alice/token"></refport-embed>
        """
            .formatted(when);
    visitor
        .context()
        .route(
            sample.url("/classic.html"),
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/html;charset=UTF-8")
                        .setHeaders(
                            Map.of(
                                "Content-Security-Policy", "script-src 'self'; object-src 'none'"))
                        .setBody(page)));
    visitor.open(sample.url("/classic.html")).greeted(ALICE);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void showsThePortalOfAnotherOrigin() {
    Site site = world.site();
    Sample sample = world.sample();
    Visitor visitor = world.visitor().open(site.url("/host.html"));
    visitor
        .page()
        .evaluate(
            """
            portal => {
              const script = document.createElement("script");
              script.src = `${portal}/refport/embed.classic.js`;
              document.head.append(script);
              const element = document.createElement("refport-embed");
              element.setAttribute("token-url", "/my/token?user=ALICE");
              document.getElementById("here").append(element);
            }
            """,
            sample.origin());
    visitor.greeted(ALICE);
    assertThat(visitor.complaints()).isEmpty();
  }
}
