package co.refport.embed.sample.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A browser that is installed on this machine. Playwright's own browsers are never downloaded. */
enum Engine {
  CHROMIUM,
  FIREFOX;

  private List<String> usualPlaces() {
    return switch (this) {
      case CHROMIUM ->
          List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
      case FIREFOX -> List.of("/usr/bin/firefox-esr", "/usr/bin/firefox");
    };
  }

  /** Returns the executable that the environment variable of this name names, or the usual one. */
  Path executable() {
    String chosen = System.getenv(name());
    return (chosen == null ? usualPlaces() : List.of(chosen))
        .stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "%1$s was not found: install it (.ci/tools does), set %1$s to its executable, or leave out -Pfull."
                            .formatted(name())));
  }
}
