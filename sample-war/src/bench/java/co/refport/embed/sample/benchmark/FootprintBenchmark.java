package co.refport.embed.sample.benchmark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What we add to a small application's deployment: time, in a warm server and as a fresh server's
 * first, and idle memory. The same application with us and without, in turns.
 */
public final class FootprintBenchmark {

  private static final int WARM_UPS = 10;
  private static final int WARM_ROUNDS = 15;
  private static final int COLD_ROUNDS = 7;
  private static final int REQUESTS = 1_000;

  private FootprintBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("refport-footprint");
    for (boolean mapped : new boolean[] {true, false}) {
      print("an application %s an orm.xml of its own", mapped ? "with" : "without");
      File without = FootprintHost.without(directory, mapped);
      File withUs = FootprintHost.withUs(directory, mapped);
      warm(directory, without, withUs);
      cold(directory, without, withUs);
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static void warm(Path directory, File without, File withUs) throws Exception {
    Rounds deployment = new Rounds("warm deployment", "ms");
    try (FootprintServer server = new FootprintServer(directory)) {
      for (int round = -WARM_UPS; round < WARM_ROUNDS; round++) {
        double base = redeploy(server, without);
        double ours = redeploy(server, withUs);
        if (round >= 0) {
          deployment.add(base, ours);
        }
      }
    }
    deployment.print();
  }

  private static double redeploy(FootprintServer server, File war) throws Exception {
    double milliseconds = server.deploy(war);
    server.get("/notes");
    server.undeploy();
    return milliseconds;
  }

  /** One server's first deployment, and its memory after it and after requests. */
  private record Cold(double deployment, double idle, double used) {

    static Cold of(Path directory, File war, boolean ours) throws Exception {
      try (FootprintServer server = new FootprintServer(directory)) {
        double milliseconds = server.deploy(war);
        double idle = server.memory();
        if (ours) {
          mint(server);
        }
        for (int i = 0; i < REQUESTS; i++) {
          server.get("/notes");
        }
        return new Cold(milliseconds, idle, server.memory());
      }
    }

    private static void mint(FootprintServer server) throws Exception {
      String key = server.post("/key", "", "");
      for (int i = 0; i < REQUESTS; i++) {
        server.post(
            "/embed/token",
            key,
            "{\"tenantId\":\"t%d\",\"partner\":{\"email\":\"p%d@example.com\"}}".formatted(i, i));
      }
    }
  }

  private static void cold(Path directory, File without, File withUs) throws Exception {
    Rounds deployment = new Rounds("first deployment of a fresh server", "ms");
    Rounds idle = new Rounds("heap and metaspace before the first request", "MB");
    Rounds used = new Rounds("heap and metaspace after " + REQUESTS + " tokens", "MB");
    for (int round = 0; round < COLD_ROUNDS; round++) {
      Cold base = Cold.of(directory, without, false);
      Cold ours = Cold.of(directory, withUs, true);
      deployment.add(base.deployment, ours.deployment);
      idle.add(base.idle, ours.idle);
      used.add(base.used, ours.used);
    }
    deployment.print();
    idle.print();
    used.print();
  }

  /** One measure, without us and with us, round by round. */
  private static final class Rounds {

    private final String name;
    private final String unit;
    private final List<Double> base = new ArrayList<>();
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> extra = new ArrayList<>();

    Rounds(String name, String unit) {
      this.name = name;
      this.unit = unit;
    }

    void add(double without, double withUs) {
      base.add(without);
      ours.add(withUs);
      extra.add(withUs - without);
      print("%s: without %.1f %s, with us %.1f %s", name, without, unit, withUs, unit);
    }

    void print() {
      print(
          "%s, medians: without %.1f %s, with us %.1f %s; extra, of %d rounds: median %.1f %s,"
              + " from %.1f to %.1f",
          name,
          median(base),
          unit,
          median(ours),
          unit,
          extra.size(),
          median(extra),
          unit,
          Collections.min(extra),
          Collections.max(extra));
    }

    private static double median(List<Double> values) {
      return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
  }
}
