package co.refport.embed.sample.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The installed Chromium. */
final class Chromium {

  private static final List<String> SWITCHES =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // the servers listen on 127.0.0.1 only
          "--host-resolver-rules=MAP localhost 127.0.0.1");

  private final Playwright playwright;
  private final Path executable = Engine.CHROMIUM.executable();
  private final Browser browser;

  Chromium(Playwright playwright) {
    this.playwright = playwright;
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setArgs(SWITCHES));
  }

  /** Returns a new context, which is private and blocks the cookies of third parties. */
  BrowserContext newContext(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  /** A browser with a profile of its own, as it comes: it lets third parties' cookies in. */
  BrowserContext withProfile() {
    try {
      Path profile = Files.createTempDirectory(Path.of("target"), "profile-");
      Path preferences = Files.createDirectory(profile.resolve("Default")).resolve("Preferences");
      Files.writeString(preferences, "{\"profile\":{\"cookie_controls_mode\":0}}");
      return playwright
          .chromium()
          .launchPersistentContext(
              profile,
              new BrowserType.LaunchPersistentContextOptions()
                  .setExecutablePath(executable)
                  .setHeadless(true)
                  .setArgs(SWITCHES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
