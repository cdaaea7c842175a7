package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The host page's snippets of docs/portal.md, run as they stand there. */
@ExtendWith(BrowserSuite.class)
class PageSnippetsIT {

  private final World world;
  private final Sample sample;
  private final Site site;

  PageSnippetsIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  /** Returns the snippet that begins with this comment, for this portal and its only user. */
  private String snippet(String comment) {
    String page;
    try {
      page = Files.readString(Path.of("..", "docs", "portal.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Pattern.compile("(?ms)^```js\n// " + comment + "\n(.*?)^```$")
        .matcher(page)
        .results()
        .findFirst()
        .orElseThrow()
        .group(1)
        .replace("https://portal.example.com", sample.origin())
        .replace("/my/token", "/my/token?user=ALICE");
  }

  /** Opens a page whose own script is this snippet. */
  private Visitor page(String body, String snippet) {
    site.header("Content-Security-Policy", "frame-src *");
    site.page(
        "/snippet",
        "<!DOCTYPE html><meta name=\"csrf-token\" content=\"c5rf\">"
            + body
            + "<script>"
            + snippet
            + "</script>");
    return world.visitor().withClock().open(site.url("/snippet"));
  }

  private Request tokenRequest(String comment) {
    String element =
        "<script type=\"module\" src=\"%s/refport/embed.js\"></script><refport-embed></refport-embed>"
            + "<script>sessionStorage.setItem('access-token', 'secret')</script>";
    Visitor visitor = page(element.formatted(sample.origin()), snippet(comment)).greeted(ALICE);
    visitor.page().evaluate("() => sessionStorage.clear()");
    return visitor.requests("/my/token").get(0);
  }

  @Test
  void sendsCsrfHeader() {
    assertThat(tokenRequest("a CSRF header").headers()).containsEntry("x-csrf-token", "c5rf");
  }

  @Test
  void sendsBearerToken() {
    assertThat(tokenRequest("a bearer token").headers())
        .containsEntry("authorization", "Bearer secret");
  }

  @Test
  void handsOverFreshToken() {
    String iframe = "<iframe src=\"%s\"></iframe>".formatted(sample.portal(sample.token(ALICE)));
    Visitor visitor = page(iframe, snippet("a fresh token for a plain iframe")).greeted(ALICE);
    visitor
        .portalFrame()
        .evaluate("async () => { await (await import('/refport/portal.js')).portal.ready; }");
    visitor
        .page()
        .waitForResponse(
            response -> response.ok() && response.url().equals(sample.url("/embed/referrals")),
            () -> visitor.later("14:01"));
    assertThat(visitor.requests("/my/token")).hasSize(1);
  }
}
