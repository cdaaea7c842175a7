package co.refport.embed.sample.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the table of docs/servers.md with what the servers of this build have reported, and
 * fails when they differ; with {@code -Dservers.page=write} it writes the rows instead.
 */
@Tag("every-server")
class ServersPage {

  private static final Path PAGE = Path.of("../docs/servers.md");
  private static final Path POM = Path.of("../pom.xml");
  private static final int HEADINGS = 2;
  private static final String START = "<!-- rows: written by the test ServersPage -->\n";
  private static final String END = "<!-- end of rows -->";

  @Test
  void theTableIsWhatTheRunsHaveShown() throws IOException {
    List<ServerReport> reports = reports();
    assertThat(reports).as("reports of servers").isNotEmpty();
    reports.forEach(
        report -> assertThat(report.complaint()).as("tests on %s", report.server()).isEmpty());
    if (System.getProperty("servers.page", "").equals("write")) {
      write(reports);
    }
    assertThat(rows())
        .as("%s is out of date: run this build once more with -Dservers.page=write", PAGE)
        .containsAll(reports.stream().map(ServerReport::row).toList());
    assertThat(rows())
        .as("%s: -Dservers.page=write takes away what no build runs any more", PAGE)
        .isEqualTo(pinned());
  }

  /** Of each server that was to run, which left a summary even when it had no test to run. */
  private static List<ServerReport> reports() throws IOException {
    Path all = Path.of(System.getProperty("servers.reports"));
    try (Stream<Path> files = Files.list(all)) {
      List<ServerReport> reports = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String server = file.getFileName().toString().replaceFirst("\\.xml$", "");
        reports.add(ServerReport.read(all.resolve(server)));
      }
      return reports;
    }
  }

  private static List<String> table() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf(START) + START.length(), page.indexOf(END)).lines().toList();
  }

  private static List<String> rows() throws IOException {
    return table().subList(HEADINGS, table().size());
  }

  /** The rows of servers whose version is in the root pom. */
  private static List<String> pinned() throws IOException {
    String pom = Files.readString(POM);
    return rows().stream().filter(row -> pom.contains(">" + version(row) + "<")).toList();
  }

  private static String version(String row) {
    return row.split("\\|", -1)[1].strip().replaceFirst(".*[ /]", "");
  }

  /** Replaces the rows of the same servers and Java versions; the others that are pinned stay. */
  private static void write(List<ServerReport> reports) throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(START) + START.length());
    List<String> headings = table().subList(0, HEADINGS);
    TreeSet<String> rows = new TreeSet<>(pinned());
    for (ServerReport report : reports) {
      rows.removeIf(row -> row.startsWith(report.key()));
      rows.add(report.row());
    }
    List<String> table = new ArrayList<>(headings);
    table.addAll(rows);
    Files.writeString(
        PAGE, head + String.join("\n", table) + "\n" + page.substring(page.indexOf(END)));
  }
}
