package co.refport.embed.sample.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application keeps in memory after tokens for 1,000 partners, and after as many tokens
 * for 1,000,000 partners in the same process, on PostgreSQL.
 */
public final class MemoryBenchmark {

  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int TOKENS = 200_000;
  private static final double MEGABYTE = 1024 * 1024;
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private MemoryBenchmark() {}

  public static void main(String[] args) throws Exception {
    try (BenchmarkDatabase database = new BenchmarkDatabase();
        BenchmarkServer server = new BenchmarkServer(database.settings())) {
      database.enroll(1, FEW);
      Wrk wrk = new Wrk(server, Requests.KNOWN_PARTNERS);
      liveHeap(server, wrk, FEW); // warms up
      double few = liveHeap(server, wrk, FEW);
      database.enroll(FEW + 1, MANY);
      double many = liveHeap(server, wrk, MANY);
      print("difference: %.1f MB, ratio %.3f", many - few, many / few);
    }
  }

  /** In megabytes, after minting. */
  private static double liveHeap(BenchmarkServer server, Wrk wrk, int partners) throws Exception {
    wrk.send(server.url("/embed/token"), partners, TOKENS);
    jcmd(server, "GC.run");
    // it counts what is reachable, after another collection
    Matcher total = TOTAL.matcher(jcmd(server, "GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("no total in the histogram");
    }
    double megabytes = Long.parseLong(total.group(1)) / MEGABYTE;
    print("after %d tokens for %d partners: %.1f MB", TOKENS, partners, megabytes);
    return megabytes;
  }

  private static String jcmd(BenchmarkServer server, String command) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(server.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
    return output;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
