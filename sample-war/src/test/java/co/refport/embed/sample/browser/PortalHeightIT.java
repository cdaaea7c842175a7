package co.refport.embed.sample.browser;

import static co.refport.embed.sample.browser.Sample.User.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The height that the portal reports, for pages with all kinds of layouts. */
@ExtendWith(BrowserSuite.class)
class PortalHeightIT {

  private static final int ROW = 40;
  private static final String LIST = "<div id=list></div>";
  private static final String ROOT = "<div id=root>" + LIST + "</div>";
  private static final String BASE =
      "body {font: 16px/20px sans-serif} .row {height: 40px} [hidden] {display: none} ";

  /**
   * Gives the page as many rows as the last call says, and keeps a clock running if there is one.
   */
  private static final String SCRIPT =
      """
      window.rows = (count) => {
        const row = () => Object.assign(document.createElement("div"), { className: "row", textContent: "row" });
        document.getElementById("list").replaceChildren(...Array.from({ length: count }, row));
      };
      for (const host of document.querySelectorAll("x-box")) {
        host.attachShadow({ mode: "open" }).innerHTML = "<slot></slot><p>In the shadow</p>";
      }
      const clock = document.getElementById("clock");
      if (clock) setInterval(() => { clock.textContent = Number(clock.textContent) + 1; }, 20);
      rows(5);
      """;

  /**
   * A page.
   *
   * @param name what is special about it
   * @param css its style sheet
   * @param body the content of its body
   * @param more how many pixels there are in addition to the rows
   * @param start what it starts with
   */
  private record Layout(String name, String css, String body, double more, String start) {

    Layout(String name, String css, String body, double more) {
      this(name, css, body, more, "<!doctype html><html lang=en>");
    }

    Layout quirks() {
      return new Layout(name, css, body, more, "");
    }

    Layout rightToLeft() {
      return new Layout(name, css, body, more, "<!doctype html><html lang=ar dir=rtl>");
    }

    String html() {
      return start
          + "<head><title>Layout</title><link rel=stylesheet href=/portal/layout.css></head><body>"
          + body
          + "<script src=/portal/layout.js></script>"
          + "<script type=module src=/refport/portal.js></script></body>";
    }

    int height(int rows) {
      return (int) Math.ceil(rows * ROW + more);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final World world;
  private final Sample sample;
  private final Site site;

  PortalHeightIT(World world) {
    this.world = world;
    this.site = world.site();
    this.sample = world.sample();
  }

  /** Opens a host page; the portal's page is the layout, with the headers that the guard sets. */
  private Visitor host(Layout layout) {
    Visitor visitor = world.visitor();
    visitor
        .page()
        .route(
            "**/embed/referrals?*",
            route -> {
              APIResponse response = route.fetch();
              route.fulfill(
                  new Route.FulfillOptions().setResponse(response).setBody(layout.html()));
            });
    serve(visitor, "layout.css", "text/css", BASE + layout.css());
    serve(visitor, "layout.js", "text/javascript", SCRIPT);
    return visitor.open(site.url("/host.html"));
  }

  private static void serve(Visitor visitor, String name, String type, String body) {
    visitor
        .page()
        .route(
            "**/portal/" + name,
            route -> route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(body)));
  }

  private void follow(Visitor visitor) {
    visitor.page().evaluate("url => frameFollowing(url)", sample.portal(sample.token(ALICE)));
  }

  private static List<Integer> heights(Visitor visitor) {
    return visitor.heard().stream()
        .filter(heard -> heard.event().equals("PAGE_HEIGHT"))
        .map(heard -> (Integer) heard.data().get("height"))
        .toList();
  }

  /** Waits until the iframe has this height. The portal's own frame may not be painted. */
  private static void awaitHeight(Visitor visitor, int height) {
    visitor
        .page()
        .waitForFunction(
            "height => document.querySelector('iframe')?.clientHeight === height", height);
  }

  /** Waits until the portal's frame has this height and nothing in it scrolls. */
  private static void awaitFit(Visitor visitor, int height) {
    visitor
        .portalFrame()
        .waitForFunction(
            """
            height => innerHeight === height && document.scrollingElement.scrollHeight === height
            """,
            height);
  }

  static Stream<Layout> layouts() {
    return Stream.of(
        new Layout("plain page", "", LIST, 16),
        new Layout(
            "display: contents",
            ".root {display: contents}",
            "<div class=root>" + LIST + "</div>",
            16),
        new Layout("floats", "body {margin: 0} #list {float: left}", LIST, 0),
        new Layout("absolute root", "body {margin: 0} #root {position: absolute; top: 0}", ROOT, 0),
        new Layout("chain of 100%", "html, body, #root {height: 100%; margin: 0}", ROOT, 0),
        new Layout(
            "chain of 100% that scrolls",
            "html, body, #root {height: 100%; margin: 0} #root {overflow: auto}", ROOT, 0),
        new Layout("box of fixed height", "body {margin: 0} #root {height: 80px}", ROOT, 0),
        new Layout("body of 100vh", "body {margin: 0; min-height: 100vh}", LIST, 0),
        new Layout(
            "main of 100vh",
            "body {margin: 0} main {min-height: 100vh}",
            "<main>" + LIST + "</main>",
            0),
        new Layout(
            "main of 100vh below a header",
            "body {margin: 0} header {height: 60px} main {min-height: calc(100vh - 60px)}",
            "<header></header><main>" + LIST + "</main>",
            60),
        new Layout(
            "sticky footer",
            "body {margin: 0; min-height: 100vh; display: flex; flex-direction: column} main {flex: 1} footer {height: 50px}",
            "<main>" + LIST + "</main><footer></footer>",
            50),
        new Layout(
            "centered body",
            "body {margin: 0; height: 100vh; display: flex; align-items: center}",
            LIST,
            0),
        new Layout(
            "body that hides its overflow",
            "html, body {margin: 0; height: 100%; overflow: hidden}",
            LIST,
            0),
        new Layout(
            "transitions of everything",
            "* {transition: all 300ms} html, body {margin: 0; height: 100%} body {min-height: 100vh}",
            LIST,
            0),
        new Layout("padding of the body", "body {margin: 0; padding-bottom: 33px}", LIST, 33),
        new Layout(
            "margin that collapses through",
            "body {margin: 0} #list {margin-bottom: 50px}",
            ROOT,
            50),
        new Layout(
            "closed details",
            "body {margin: 0} summary {height: 30px} .far {position: absolute; height: 3000px}",
            LIST + "<details><summary>More</summary><p>One</p><p class=far>Two</p></details>",
            30),
        new Layout(
            "hidden overflow",
            ".box {height: 60px; overflow: hidden} .far {height: 3000px} body {margin: 0}",
            LIST + "<div class=box><div class=far></div></div>",
            60),
        new Layout(
            "overflow that scrolls",
            ".box {height: 60px; overflow: auto; position: relative} .far {position: absolute; height: 3000px} body {margin: 0}",
            LIST + "<div class=box><p class=far>Far</p></div>",
            60),
        new Layout(
            "fixed toast",
            "body {margin: 0} .toast {position: fixed; top: 50px; height: 3000px}",
            LIST + "<p class=toast>Saved</p>",
            0),
        new Layout("right to left", "body {margin: 0}", LIST, 0).rightToLeft(),
        new Layout(
            "zoom",
            ".zoomed {zoom: 1.5; height: 40px} body {margin: 0}",
            LIST + "<div class=zoomed></div>",
            60),
        new Layout(
            "fractions",
            "body {margin: 0} .part {height: 20.3px}",
            LIST + "<div class=part></div>",
            20.3),
        new Layout("quirks mode", "", LIST, 16).quirks(),
        new Layout("quirks mode with floats", "body {margin: 0} #list {float: left}", LIST, 0)
            .quirks(),
        new Layout("quirks mode with 100%", "body {margin: 0} #root {height: 100%}", ROOT, 0)
            .quirks(),
        new Layout("text in the body", "body {margin: 0}", LIST + "One<br>two", 40),
        new Layout("web component", "body {margin: 0}", "<x-box>" + LIST + "</x-box>", 52),
        new Layout(
            "pseudo-element",
            "body {margin: 0} #list::after {content: ''; position: absolute; height: 37px; width: 1px}",
            LIST,
            37));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void frameIsAsHighAsContent(Layout layout) {
    Visitor visitor = host(layout);
    follow(visitor);
    List<Integer> expected = new ArrayList<>();
    for (int rows : new int[] {5, 8, 11, 14, 17, 20, 12, 2, 6}) {
      if (!expected.isEmpty()) {
        visitor.portalFrame().evaluate("count => rows(count)", rows);
      }
      int height = layout.height(rows);
      expected.add(height);
      awaitHeight(visitor, height);
      awaitFit(visitor, height);
    }
    assertThat(heights(visitor)).isEqualTo(expected);
    assertThat(visitor.complaints()).isEmpty();
  }

  @Test
  void menuOutsideTheFlowCounts() {
    Layout layout =
        new Layout(
            "menu",
            "body {margin: 0} nav {position: relative} summary {height: 30px}"
                + " .menu {position: absolute; top: 100%; margin: 0; height: 400px}",
            LIST + "<nav><details><summary>More</summary><p class=menu>A menu</p></details></nav>",
            30);
    Visitor visitor = host(layout);
    follow(visitor);
    awaitHeight(visitor, 230);
    visitor.portal().getByText("More").click();
    awaitHeight(visitor, 630);
    awaitFit(visitor, 630);
    visitor.portal().getByText("More").click();
    awaitHeight(visitor, 230);
    assertThat(heights(visitor)).containsExactly(230, 630, 230);
  }

  @Test
  void imageThatLoadsLaterCounts() {
    Visitor visitor = host(new Layout("image", "body {margin: 0} img {display: block}", LIST, 0));
    serve(
        visitor,
        "layout.svg",
        "image/svg+xml",
        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='300'/>");
    follow(visitor);
    awaitHeight(visitor, 200);
    visitor
        .portalFrame()
        .evaluate(
            "() => document.body.append(Object.assign(new Image(), {src: '/portal/layout.svg'}))");
    awaitHeight(visitor, 500);
    assertThat(heights(visitor)).containsExactly(200, 500);
  }

  @Test
  void frameThatIsNotPaintedReports() {
    Layout layout = new Layout("plain", "body {margin: 0}", LIST, 0);
    Visitor visitor = host(layout);
    visitor.page().evaluate("() => { document.querySelector('h1').style.height = '5000px'; }");
    follow(visitor);
    awaitHeight(visitor, layout.height(5));
    visitor.portalFrame().evaluate("() => rows(20)");
    awaitHeight(visitor, layout.height(20));
    visitor.portalFrame().evaluate("() => rows(3)");
    awaitHeight(visitor, layout.height(3));
    assertThat(visitor.page().evaluate("scrollY")).isEqualTo(0);
  }

  @Test
  void hiddenPanelReportsWhenShown() {
    Visitor visitor = host(new Layout("plain", "body {margin: 0}", LIST, 0));
    visitor.page().evaluate("() => { here.style.display = 'none'; }");
    String token = sample.token(ALICE);
    visitor
        .page()
        .waitForResponse(
            visitor.lookUpOf(token),
            () -> visitor.page().evaluate("url => frameFollowing(url)", sample.portal(token)));
    // a message that comes later than a height would
    visitor.offer(sample, "no token");
    visitor.hears("ERROR");
    assertThat(heights(visitor)).isEmpty();
    visitor.page().evaluate("() => { here.style.display = ''; }");
    awaitHeight(visitor, 200);
    assertThat(heights(visitor)).containsExactly(200);
  }

  @Test
  void growthWithTheFrameIsBounded() {
    // higher than any frame that it is given
    Layout layout =
        new Layout(
            "endless", "main {min-height: 120vh}", "<main></main>" + LIST + "<p id=clock>0</p>", 0);
    Visitor visitor = host(layout);
    follow(visitor);
    // the first height, three that the frame has caused, and one more when nothing has changed for
    // a while
    visitor
        .page()
        .waitForFunction(
            "() => heard.filter(message => message.event === 'PAGE_HEIGHT').length === 5");
    Frame portal = visitor.portalFrame();
    Object time = portal.evaluate("() => Number(clock.textContent)");
    portal.waitForFunction("time => Number(clock.textContent) > time + 30", time);
    List<Integer> settled = heights(visitor);
    assertThat(settled).hasSize(5).isSorted();
    int last = settled.get(settled.size() - 1);

    portal.evaluate("() => rows(25)");
    visitor
        .page()
        .waitForFunction(
            "height => heard.some(message => message.data?.height >= height)", last + 20 * ROW);
    assertThat(heights(visitor)).hasSizeBetween(6, 8).isSorted();
  }

  @Test
  void fixedFrameKeepsItsScrollPosition() {
    Layout layout =
        new Layout(
            "scroll area",
            "html, body, #root {height: 100%; margin: 0} #root {overflow: auto}",
            ROOT,
            0);
    Visitor visitor = host(layout);
    visitor.frame(sample.portal(sample.token(ALICE)));
    visitor.hears("PAGE_HEIGHT");
    Frame portal = visitor.portalFrame();
    portal.evaluate("() => { root.scrollTop = 30; rows(9); }");
    visitor.page().waitForFunction("() => heard.some(message => message.data?.height === 360)");
    assertThat(portal.evaluate("() => root.scrollTop")).isEqualTo(30);
    assertThat(heights(visitor)).containsExactly(200, 360);
  }
}
