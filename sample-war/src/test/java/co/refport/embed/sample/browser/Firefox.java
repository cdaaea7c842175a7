package co.refport.embed.sample.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.Map;

/** The installed Firefox, which Playwright drives by WebDriver BiDi. */
final class Firefox {

  /** Makes Firefox crash, not connect, when it tries to reach another machine. */
  static final Map<String, String> ENVIRONMENT = Map.of("MOZ_DISABLE_NONLOCAL_CONNECTIONS", "1");

  private static final Map<String, Object> PREFERENCES =
      Map.of(
          // Firefox's default, which Playwright's own preferences may change: one jar per site
          "network.cookie.cookieBehavior",
          5,
          // the servers listen on 127.0.0.1 only, which is localhost without IPv6
          "network.dns.disableIPv6",
          true,
          // one process for all sites: otherwise clicks, keys and messages to the console miss
          // frames
          "fission.autostart",
          false,
          // Playwright emulates neither of them in Firefox
          "ui.prefersReducedMotion",
          1,
          "layout.css.prefers-color-scheme.content-override",
          1,
          // scrollbars take no width, as in Chromium without a window
          "ui.useOverlayScrollbars",
          1);

  private final Browser browser;

  /** Starts it; the playwright must have {@link #ENVIRONMENT}. */
  Firefox(Playwright playwright) {
    browser =
        playwright
            .firefox()
            .launch(
                new BrowserType.LaunchOptions()
                    // the one channel that does not require Playwright's own build
                    .setChannel("moz-firefox")
                    .setExecutablePath(Engine.FIREFOX.executable())
                    .setHeadless(true)
                    .setFirefoxUserPrefs(PREFERENCES));
  }

  /**
   * Returns a new context. It prefers reduced motion and a light color scheme, and it keeps the
   * cookies of third parties apart per site.
   *
   * @throws IllegalArgumentException if an option would be ignored
   */
  BrowserContext newContext(Browser.NewContextOptions options) {
    if (options.colorScheme != null
        || options.contrast != null
        || options.forcedColors != null
        || options.bypassCSP != null
        || options.javaScriptEnabled != null) {
      throw new IllegalArgumentException("Playwright ignores one of these options in Firefox.");
    }
    return browser.newContext(options);
  }
}
