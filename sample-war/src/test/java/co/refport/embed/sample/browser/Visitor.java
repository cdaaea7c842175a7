package co.refport.embed.sample.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Somebody at a browser that is new: what it sends and what it complains about is on record. */
final class Visitor implements AutoCloseable {

  static final int TIMEOUT_MILLIS = 15_000;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();

  Visitor(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(TIMEOUT_MILLIS);
    context.onRequest(requests::add);
    context.onConsoleMessage(this::listen);
    context.onWebError(error -> complaints.add("uncaught: " + error.error()));
    page = context.newPage();
  }

  private void listen(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.type() + ": " + message.text());
    }
  }

  BrowserContext context() {
    return context;
  }

  Page page() {
    return page;
  }

  Visitor open(String url) {
    page.navigate(url);
    return this;
  }

  /** Opens an address in a plain iframe of the page. */
  Visitor frame(String url) {
    page.evaluate("url => frame(url)", url);
    return this;
  }

  /** Opens the portal with the library's element. */
  Visitor embed(Sample sample, Map<String, String> attributes) {
    page.evaluate(
        "([portal, attributes]) => embed(portal, attributes)",
        List.of(sample.origin(), attributes));
    return this;
  }

  /**
   * Takes the time into its own hands: timers run as ever, and as soon as {@link #later} says.
   * Before a page is opened.
   */
  Visitor withClock() {
    context.clock().install();
    // the clock does not know this timer
    context.addInitScript(
        """
        AbortSignal.timeout = delay => {
          const controller = new AbortController();
          setTimeout(() => controller.abort(new DOMException("Late", "TimeoutError")), delay);
          return controller.signal;
        };
        """);
    return this;
  }

  /** Has so much time gone by, in minutes and seconds. */
  void later(String time) {
    context.clock().fastForward(time);
  }

  /** Waits until the browser has said that it refuses a frame. */
  void refusedToFrame() {
    page.waitForCondition(
        () -> complaints.stream().anyMatch(text -> text.contains("frame-ancestors")));
  }

  /** What is in the page's only iframe. */
  FrameLocator portal() {
    return iframe().first().contentFrame();
  }

  Locator iframe() {
    return page.locator("iframe:not(.sibling)");
  }

  /** The document in the page's only iframe, for what no reader can see. */
  Frame portalFrame() {
    return iframe().first().elementHandle().contentFrame();
  }

  /** Waits until the portal shows this partner's name. */
  Visitor greeted(Sample.User user) {
    assertThat(portal().locator("h1")).hasText(user.greeting());
    return this;
  }

  /** The iframe's height in the page, in CSS pixels. */
  double height() {
    return iframe().first().boundingBox().height;
  }

  /** Waits until the iframe is as high as what is in it, so that nothing in it scrolls. */
  void awaitFullHeight() {
    portalFrame()
        .waitForFunction(
            """
            () => document.scrollingElement.scrollHeight === innerHeight
              && document.querySelector("main").getBoundingClientRect().bottom > innerHeight - 40
            """);
  }

  /** Opens another frame beside the portal. */
  Frame sibling(String url) {
    page.evaluate("url => { frame(url).className = 'sibling'; }", url);
    Frame sibling = page.locator(".sibling").elementHandle().contentFrame();
    sibling.waitForURL(url);
    return sibling;
  }

  /** Sends an API call as the portal does, and gives its status. */
  int call(String path) {
    Object status =
        portalFrame()
            .evaluate(
                """
                async path => {
                  const { portal } = await import("/refport/portal.js");
                  return (await portal.fetch(path)).status;
                }
                """,
                path);
    return ((Number) status).intValue();
  }

  /** Hands the portal a token, as the host page's script does. */
  void offer(Sample sample, String token) {
    page.evaluate(
        "([token, origin]) => frames[0].postMessage({event: 'TOKEN', data: {token}}, origin)",
        List.of(token, sample.origin()));
  }

  /** Does something that sends the portal one message, and waits until the portal has had it. */
  void delivered(Frame portal, Runnable send) {
    portal.evaluate("() => { delivered = 0; addEventListener('message', () => delivered++); }");
    send.run();
    portal.waitForFunction("() => delivered === 1");
  }

  /** Whether the portal has asked the guard about this token until now. */
  boolean lookedUp(Frame portal, String token) {
    // what it asked for before this was asked for earlier
    portal.evaluate("async () => { await fetch('/refport/portal.js', {cache: 'no-store'}); }");
    return requests.stream().anyMatch(request -> token.equals(bearer(request)));
  }

  /** The guard's good answer about a token. */
  Predicate<Response> lookUpOf(String token) {
    return answer -> answer.ok() && token.equals(bearer(answer.request()));
  }

  /** Sends API calls until one carries this token. */
  void awaitBearer(String token) {
    page.waitForCondition(
        () -> {
          String path = "/api/portal/summary?probe";
          assertThat(call(path)).isEqualTo(200);
          return token.equals(bearerOf(path));
        });
  }

  /** The token that the newest request to such an address carried. */
  String bearerOf(String part) {
    List<Request> found = requests(part);
    return bearer(found.get(found.size() - 1));
  }

  private static String bearer(Request request) {
    return request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
  }

  /** A message that the page has heard; no number is more exact than the browser's own. */
  record Heard(String origin, String event, Map<String, Object> data) {
    @SuppressWarnings("unchecked")
    private static Heard of(Object message) {
      Map<String, Object> members = (Map<String, Object>) message;
      return new Heard(
          (String) members.get("origin"),
          (String) members.get("event"),
          (Map<String, Object>) members.get("data"));
    }
  }

  /** Waits until the page has heard such a message, and gives the first. */
  Heard hears(String event) {
    return Heard.of(
        page.waitForFunction("event => heard.find(m => m.event === event)", event).jsonValue());
  }

  /** What the page has heard until now. */
  List<Heard> heard() {
    return ((List<?>) page.evaluate("heard")).stream().map(Heard::of).toList();
  }

  /** Waits until an element has published this event, and returns the first one. */
  @SuppressWarnings("unchecked")
  Map<String, Object> event(String type) {
    return (Map<String, Object>)
        page.waitForFunction("type => events.find(e => e.type === type)", type).jsonValue();
  }

  /** The elements' events until now, each as its type and its code. */
  @SuppressWarnings("unchecked")
  List<String> events() {
    return (List<String>) page.evaluate("events.map(e => [e.type, e.code].join(' ').trim())");
  }

  /** What has been asked for until now and has this in its address, the oldest first. */
  List<Request> requests(String part) {
    return requests.stream().filter(request -> request.url().contains(part)).toList();
  }

  /** Errors and warnings of the console, and what was thrown and not caught. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What is to be true of every visit: no cookie is set or sent, and no Referer tells a token. */
  void assertNoTrace() {
    assertThat(context.cookies()).as("cookies").isEmpty();
    for (Request request : requests) {
      Map<String, String> headers = request.headers();
      assertThat(headers).as(request.url()).doesNotContainKey("cookie");
      assertThat(headers.getOrDefault("referer", ""))
          .as("the Referer to " + request.url())
          .doesNotContain("pt_", "token");
    }
  }

  void report(String name) {
    System.out.println(name + ": the console's complaints: " + complaints);
    try {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "browser", name + ".png"))
              .setFullPage(true));
    } catch (PlaywrightException e) {
      System.out.println(name + ": no screenshot: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
