package co.refport.embed.sample.benchmark;

import java.util.Map;

/** Tokens per second for a known partner on H2, next to {@link NoOpResource}. */
public final class EndpointBenchmark {

  private EndpointBenchmark() {}

  public static void main(String[] args) throws Exception {
    try (BenchmarkServer server = new BenchmarkServer(Map.of(), NoOpResource.class)) {
      Wrk wrk = new Wrk(server, Requests.ONE_PARTNER);
      new Comparison(server, url -> wrk.rate(url, 1)).with("/no-op");
    }
  }
}
