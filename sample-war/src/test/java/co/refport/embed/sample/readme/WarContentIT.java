package co.refport.embed.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The jars that the README says a WAR gains are those that Maven resolves, at runtime scope, for
 * the two artifacts that it adds, and their sizes are what it says.
 */
class WarContentIT {

  /** How far our own jars may drift before the README has to follow. */
  private static final double OUR_DRIFT = 0.10;

  /** Neither the sources nor the like. */
  private static final Pattern OUR_JAR =
      Pattern.compile("refport-embed-[a-z-]+-[\\d.]+(-SNAPSHOT)?\\.jar$");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([\\d,]+) \\|");
  private static final Pattern TOTAL = Pattern.compile("(?m)^\\| in all \\| ([\\d,]+) \\|");

  private static final Map<String, Long> resolved = new TreeMap<>();
  private static String readme;

  @BeforeAll
  static void read() throws IOException {
    readme = Files.readString(Path.of("../README.md"));
    for (String module : new String[] {"jaxrs", "jpa-store"}) {
      Path target = Path.of("..", module, "target");
      String classPath = Files.readString(target.resolve("runtime.classpath")).strip();
      try (Stream<Path> own = Files.list(target)) {
        own.filter(file -> OUR_JAR.matcher(file.toString()).find()).forEach(WarContentIT::add);
      }
      Stream.of(classPath.split(File.pathSeparator)).map(Path::of).forEach(WarContentIT::add);
    }
  }

  private static void add(Path jar) {
    String name = jar.getFileName().toString();
    assertThat(jar).as("of the class path, in a build that has come to package").isRegularFile();
    resolved.put(name.replaceAll("-\\d.*", ""), jar.toFile().length());
  }

  private static Map<String, Long> listed() {
    Map<String, Long> rows = new TreeMap<>();
    ROW.matcher(section()).results().forEach(row -> rows.put(row.group(1), number(row, 2)));
    return rows;
  }

  private static String section() {
    String section = readme.substring(readme.indexOf("## What reaches your WAR"));
    return section.substring(0, section.indexOf("\n## ", 1));
  }

  private static long number(MatchResult row, int group) {
    return Long.parseLong(row.group(group).replace(",", ""));
  }

  /** What the README counts in: thousands of bytes, rounded half up. */
  private static long kilobytes(long bytes) {
    return Math.round(bytes / 1000.0);
  }

  @Test
  void theJarsAreThoseThatMavenResolves() {
    assertThat(listed().keySet())
        .as("the jars of the README's table")
        .isEqualTo(resolved.keySet())
        .hasSize(8);
  }

  @Test
  void theSizesAreTheirs() {
    Map<String, Long> listed = listed();
    resolved.forEach(
        (jar, bytes) -> {
          double drift = jar.startsWith("refport-embed-") ? OUR_DRIFT : 0;
          long size = kilobytes(bytes);
          assertThat(Math.abs(listed.getOrDefault(jar, 0L) - size))
              .as(String.format(Locale.ROOT, "write in the README: | `%s` | %,d |", jar, size))
              .isLessThanOrEqualTo(Math.round(drift * size));
        });
  }

  @Test
  void theTotalIsTheSumOfTheRows() {
    long sum = listed().values().stream().mapToLong(Long::longValue).sum();
    assertThat(TOTAL.matcher(section()).results().map(row -> number(row, 1)))
        .as(String.format(Locale.ROOT, "write in the README: | in all | %,d |", sum))
        .containsExactly(sum);
  }
}
