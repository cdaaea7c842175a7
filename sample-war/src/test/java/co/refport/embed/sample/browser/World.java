package co.refport.embed.sample.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What all tests share: the browsers and the servers, each started when it is first needed. Used by
 * one thread.
 */
final class World implements ExtensionContext.Store.CloseableResource {

  /** A number that is not zero, with or without a currency. */
  static final Pattern NUMBER = Pattern.compile("[^0-9]?[1-9][0-9.,]*");

  /** By how much a document is too wide. */
  static final String SIDEWAYS = "document.documentElement.scrollWidth - innerWidth";

  private final List<AutoCloseable> closeables = new ArrayList<>();
  private final List<Visitor> visitors = new ArrayList<>();
  private final Playwright playwright;
  private Chromium chromium;
  private Firefox firefox;
  private Sample sample;
  private Sample plainSample;
  private Site site;
  private Site stranger;

  World() {
    Map<String, String> environment = new HashMap<>(Firefox.ENVIRONMENT);
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = shared(Playwright.create(new Playwright.CreateOptions().setEnv(environment)));
    PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.TIMEOUT_MILLIS);
  }

  /** The sample as the README starts it: only its own pages may frame the portal. */
  Sample plainSample() {
    if (plainSample == null) {
      plainSample = shared(new Sample(List.of()));
    }
    return plainSample;
  }

  /** The sample that lets {@link #site} frame the portal. */
  Sample sample() {
    if (sample == null) {
      sample = shared(new Sample(List.of(site().origin())));
    }
    return sample;
  }

  /** A host of another origin, which the program lists. */
  Site site() {
    if (site == null) {
      site = shared(new Site(user -> sample().token(user)));
    }
    return site;
  }

  /** A page that nobody has listed. */
  Site stranger() {
    if (stranger == null) {
      stranger = shared(new Site(user -> sample().token(user)));
    }
    return stranger;
  }

  private Chromium chromium() {
    if (chromium == null) {
      chromium = new Chromium(playwright);
    }
    return chromium;
  }

  private Firefox firefox() {
    if (firefox == null) {
      firefox = new Firefox(playwright);
    }
    return firefox;
  }

  /** Returns a new visitor in Chromium, who leaves at the end of the test. */
  Visitor visitor() {
    return visitor(Engine.CHROMIUM);
  }

  Visitor visitor(Consumer<Browser.NewContextOptions> more) {
    return visitor(Engine.CHROMIUM, more);
  }

  Visitor visitor(Engine engine) {
    return visitor(engine, options -> {});
  }

  /** Returns a new visitor. {@link Firefox#newContext} rejects some options. */
  Visitor visitor(Engine engine, Consumer<Browser.NewContextOptions> more) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(1280, 800)
            .setLocale("en-GB")
            .setTimezoneId("UTC")
            .setReducedMotion(ReducedMotion.REDUCE);
    more.accept(options);
    BrowserContext context =
        switch (engine) {
          case CHROMIUM -> chromium().newContext(options);
          case FIREFOX -> firefox().newContext(options);
        };
    return kept(new Visitor(context));
  }

  /** Somebody whose Chromium does not block cookies of third parties, as it does for all others. */
  Visitor visitorWhoLetsAllCookiesIn() {
    return kept(new Visitor(chromium().withProfile()));
  }

  private Visitor kept(Visitor visitor) {
    visitors.add(visitor);
    return visitor;
  }

  /** What is true of every visit, and asked only of tests that have passed until here. */
  void checkVisits() {
    visitors.forEach(Visitor::assertNoTrace);
  }

  /** Writes down what was seen by a test that has failed. */
  void report(String name) {
    for (int i = 0; i < visitors.size(); i++) {
      visitors.get(i).report(name + "-" + i);
    }
  }

  void endVisits() {
    visitors.forEach(Visitor::close);
    visitors.clear();
    for (Site each : new Site[] {site, stranger}) {
      if (each != null) {
        each.reset();
      }
    }
  }

  private <T extends AutoCloseable> T shared(T closeable) {
    closeables.add(0, closeable);
    return closeable;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable closeable : closeables) {
      closeable.close();
    }
  }
}
