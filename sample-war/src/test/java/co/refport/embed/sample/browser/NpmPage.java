package co.refport.embed.sample.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page in {@code src/test/npm}, built outside the source tree with the element's npm package. */
final class NpmPage {

  private static final Path SOURCES = Path.of("src", "test", "npm");
  private static final Path PACKED = Path.of("..", "jaxrs", "target", "npm");
  private static final int TIMEOUT_MINUTES = 5;

  private final Path folder;

  private NpmPage(Path folder) {
    this.folder = folder;
  }

  /** Installs what the page's lock file names and the packed element, and builds the page. */
  static NpmPage build(String name, Path parent) throws Exception {
    NpmPage page = new NpmPage(parent.resolve(name));
    page.copySources(SOURCES.resolve(name));
    page.npm("ci", "--prefer-offline");
    // the lock file cannot name an archive that each build makes
    page.npm("install", "--no-save", "--no-package-lock", "--offline", archive().toString());
    page.npm("run", "build");
    return page;
  }

  /** The folder of the unpacked package, which {@code -Pfull} makes. */
  static Path unpacked() {
    return PACKED.resolve("package");
  }

  private static Path archive() throws IOException {
    try (Stream<Path> files = Files.list(PACKED)) {
      List<Path> archives = files.filter(file -> file.toString().endsWith(".tgz")).toList();
      assertThat(archives).as("made by -Pfull").hasSize(1);
      return archives.get(0).toRealPath();
    }
  }

  /** What the bundler has written. */
  Path dist() {
    return folder.resolve("dist");
  }

  private void copySources(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(sources.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private void npm(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(File.separatorChar == '/' ? "npm" : "npm.cmd");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--ignore-scripts", "--no-audit", "--no-fund"));
    Path output = folder.resolve("npm.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0)
        .as("%s: %s", command, Files.readString(output))
        .isTrue();
  }
}
