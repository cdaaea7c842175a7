package co.refport.embed.sample.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Counts what a server process holds, from outside. */
final class ProcessResources {

  /** In the kernel's tables. */
  private static final String LISTENING = "0A";

  private ProcessResources() {}

  /**
   * Threads but those of the server's own pools, living class loaders of applications, and ports
   * that are listened on.
   */
  static Map<String, Long> count(ServerProcess process, String classLoader, String ownThreads)
      throws IOException {
    // the first collection clears what the second finds to be unreachable
    process.diagnose("GC.run");
    String living = process.diagnose("GC.class_histogram");
    return Map.of(
        "threads",
            lines(process.diagnose("Thread.print"), "\"(?!(" + ownThreads + ")).*\" #\\d+ .*"),
        "class loaders", instances(living, classLoader),
        "ports", ports(process.pid()));
  }

  private static long lines(String text, String line) {
    return text.lines().filter(Pattern.compile(line).asMatchPredicate()).count();
  }

  private static long instances(String histogram, String type) {
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length > 3 && columns[3].equals(type))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  /** Of the sockets that this process has open, those that listen; none where there is no /proc. */
  private static long ports(long pid) throws IOException {
    Path tables = Path.of("/proc", Long.toString(pid), "net");
    Set<String> listening = new HashSet<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      if (Files.exists(tables.resolve(table))) {
        for (String line : Files.readAllLines(tables.resolve(table))) {
          String[] columns = line.strip().split("\\s+", -1);
          if (columns[3].equals(LISTENING) || table.startsWith("udp")) {
            listening.add("socket:[" + columns[9] + "]");
          }
        }
      }
    }
    Path open = Path.of("/proc", Long.toString(pid), "fd");
    if (!Files.exists(open)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(open)) {
      return files.filter(file -> listening.contains(target(file))).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
