package co.refport.embed.sample.servers;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run on one server has left: what the server said of itself, and how the suites went.
 *
 * @param server name and version
 * @param facts Java's version and the classes behind Jakarta's interfaces
 * @param suites the number of tests that passed, by suite
 * @param complaint what is wrong with the run; empty when nothing is
 */
record ServerReport(
    String server, Properties facts, Map<String, Integer> suites, List<String> complaint) {

  static final String FACTS = "server.properties";

  /** In the order of the table's columns; the second is for a server that has servlets only. */
  private static final List<List<String>> SUITES =
      List.of(
          List.of("contract.TokenContractIT", "contract.ServletTokenContractIT"),
          List.of("portal.PortalContractIT", "portal.ServletPortalContractIT"),
          List.of("servers.SampleIT", "servers.ServletHostIT"));

  /** Whose classes these are: no name of a class has two of these in it. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("org.glassfish.jersey", "Jersey"),
          Map.entry("org.jboss.resteasy", "RESTEasy"),
          Map.entry("org.apache.cxf", "CXF"),
          Map.entry("org.eclipse.persistence", "EclipseLink"),
          Map.entry("org.hibernate", "Hibernate"),
          Map.entry("org.glassfish.weld", "Weld"),
          Map.entry("org.jboss.weld", "Weld"),
          Map.entry("org.jboss.as.weld", "Weld"),
          Map.entry("com.ibm.ws.cdi", "Weld"),
          Map.entry("org.apache.webbeans", "OpenWebBeans"),
          Map.entry("org.eclipse.parsson", "Parsson"),
          Map.entry("org.apache.johnzon", "Johnzon"));

  private static final Pattern COUNTS =
      Pattern.compile(
          "<testsuite\\b[^>]*? tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"(\\d+)\""
              + " failures=\"(\\d+)\"");

  static ServerReport read(Path folder) throws IOException {
    List<String> complaint = new ArrayList<>();
    Properties facts = new Properties();
    if (Files.exists(folder.resolve(FACTS))) {
      try (Reader text = Files.newBufferedReader(folder.resolve(FACTS))) {
        facts.load(text);
      }
    } else {
      complaint.add("the server has not said what it is made of");
    }
    Map<String, Integer> suites = new LinkedHashMap<>();
    for (String suite : SUITES.stream().flatMap(List::stream).toList()) {
      Path report = folder.resolve("TEST-co.refport.embed.sample." + suite + ".xml");
      if (Files.exists(report)) {
        Matcher counts = COUNTS.matcher(Files.readString(report));
        if (!counts.find()) {
          complaint.add(report.getFileName() + " cannot be read");
        } else if (!(counts.group(2) + counts.group(3) + counts.group(4)).equals("000")) {
          complaint.add(suite + " has not passed");
        } else {
          suites.put(suite, Integer.valueOf(counts.group(1)));
        }
      }
    }
    String server = facts.getProperty("server", folder.getFileName().toString());
    return new ServerReport(server, facts, suites, complaint);
  }

  /** What a row of the same server on the same Java begins with. */
  String key() {
    return "| " + server + " | " + facts.getProperty("java") + " |";
  }

  String row() {
    StringBuilder row = new StringBuilder(key());
    for (String part : List.of("jaxrs", "jpa", "cdi", "json")) {
      row.append(' ').append(name(facts.getProperty(part))).append(" |");
    }
    for (List<String> column : SUITES) {
      int passed = column.stream().mapToInt(suite -> suites.getOrDefault(suite, 0)).sum();
      row.append(' ').append(passed).append(" |");
    }
    return row.toString();
  }

  private static String name(String className) {
    if (className == null) {
      return "–";
    }
    return NAMES.entrySet().stream()
        .filter(entry -> className.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(className);
  }
}
