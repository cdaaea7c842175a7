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
import java.util.Map;

/** The browser that is installed on this machine; Playwright's own is never downloaded. */
final class Chromium implements AutoCloseable {

  private static final List<String> USUAL_PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

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
  private final Path executable;
  private final Browser browser;

  private Chromium(Playwright playwright, Path executable) {
    this.playwright = playwright;
    this.executable = executable;
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setArgs(SWITCHES));
  }

  static Chromium start() {
    Path executable = find();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Chromium(playwright, executable);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static Path find() {
    String chosen = System.getenv("CHROMIUM");
    return (chosen == null ? USUAL_PLACES : List.of(chosen))
        .stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "There is no Chromium: install it (.ci/tools does, or the package chromium),"
                            + " set CHROMIUM to its executable, or leave out -Pfull."));
  }

  /**
   * The one that the tests share; each of its contexts is private and blocks third parties'
   * cookies.
   */
  Browser browser() {
    return browser;
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

  @Override
  public void close() {
    playwright.close();
  }
}
