package co.refport.embed.sample.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The rate of the token endpoint next to another resource's in the same server: both warmed up
 * in turns until two runs of each agree within 5 %, then measured in turns.
 */
final class Comparison {

  private static final int MAX_WARM_UPS = 12;
  private static final int ROUNDS = 5;
  private static final String ENDPOINT = "/embed/token";

  private final BenchmarkServer server;
  private final Load load;

  /** Measures the requests per second of an address. */
  @FunctionalInterface
  interface Load {
    double rate(String url) throws Exception;
  }

  Comparison(BenchmarkServer server, Load load) {
    this.server = server;
    this.load = load;
  }

  /** Prints each round's ratio, then their median and range. */
  void with(String resource) throws Exception {
    warmUp(resource);
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      double base = rate(resource);
      double ours = rate(ENDPOINT);
      ratios.add(ours / base);
      print(
          "round %d: %s %.0f/s, %s %.0f/s, ratio %.2f",
          round, resource, base, ENDPOINT, ours, ours / base);
    }
    Collections.sort(ratios);
    print(
        "median ratio: %.2f, rounds from %.2f to %.2f",
        ratios.get(ROUNDS / 2), ratios.get(0), ratios.get(ROUNDS - 1));
  }

  private void warmUp(String resource) throws Exception {
    double[] before = {0, 0};
    for (int run = 0; run < MAX_WARM_UPS; run++) {
      double[] now = {rate(resource), rate(ENDPOINT)};
      print("warm-up: %s %.0f/s, %s %.0f/s", resource, now[0], ENDPOINT, now[1]);
      if (agree(before[0], now[0]) && agree(before[1], now[1])) {
        return;
      }
      before = now;
    }
    print("warm-up: no two runs in turn agreed within 5 %%");
  }

  private static boolean agree(double before, double now) {
    return Math.abs(now - before) < 0.05 * now;
  }

  private double rate(String resource) throws Exception {
    return load.rate(server.url(resource));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
