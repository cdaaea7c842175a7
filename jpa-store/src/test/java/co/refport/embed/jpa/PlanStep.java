package co.refport.embed.jpa;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a database reaches the rows of one table.
 *
 * @param access the table and the index, in short
 * @param byKey whether it goes straight to the rows by values of an index's columns
 */
record PlanStep(String access, boolean byKey) {

  /** A table and the comment of H2 on it: the index, and the condition to enter it by, if any. */
  private static final Pattern H2_ACCESS =
      Pattern.compile("\"PUBLIC\"\\.\"(\\w+)\"[^/]*/\\* PUBLIC\\.(\\S+?)(:[^*]*)? \\*/");

  /** A node of PostgreSQL that reads a table or an index, and the line below it. */
  private static final Pattern POSTGRESQL_SCAN =
      Pattern.compile("((?:\\w+ )+Scan) (?:using (\\w+) )?on (\\w+)[^\n]*\n?([^\n]*)");

  static List<PlanStep> parse(Database database, List<Map<String, String>> plan) {
    return switch (database) {
      case H2 -> h2(String.join("\n", column(plan, "plan")));
      case POSTGRESQL -> postgreSql(String.join("\n", column(plan, "query plan")));
      case MARIADB -> plan.stream().map(PlanStep::mariaDb).toList();
    };
  }

  private static List<String> column(List<Map<String, String>> plan, String name) {
    return plan.stream().map(row -> row.getOrDefault(name, "")).toList();
  }

  private static List<PlanStep> h2(String plan) {
    return H2_ACCESS
        .matcher(plan)
        .results()
        .map(
            match ->
                new PlanStep(
                    (match.group(1) + " by " + match.group(2)).toLowerCase(Locale.ROOT),
                    match.group(3) != null && !match.group(2).endsWith(".tableScan")))
        .toList();
  }

  private static List<PlanStep> postgreSql(String plan) {
    return POSTGRESQL_SCAN
        .matcher(plan)
        .results()
        // it only collects what the index scan below it finds
        .filter(match -> !match.group(1).equals("Bitmap Heap Scan"))
        .map(
            match ->
                new PlanStep(
                    match.group(3) + " by " + match.group(2),
                    match.group(4).contains("Index Cond:")))
        .toList();
  }

  private static PlanStep mariaDb(Map<String, String> row) {
    String type = row.getOrDefault("type", "");
    Matcher table =
        Pattern.compile("(refport_\\w+) " + row.get("table") + "\\b")
            .matcher(row.getOrDefault("sql", ""));
    return new PlanStep(
        (table.find() ? table.group(1) : row.get("table")) + " by " + row.get("key"),
        List.of("const", "eq_ref", "ref", "ref_or_null", "range").contains(type));
  }
}
