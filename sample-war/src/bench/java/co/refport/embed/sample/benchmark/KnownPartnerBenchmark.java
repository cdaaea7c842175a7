package co.refport.embed.sample.benchmark;

/**
 * Tokens per second for partners drawn uniformly from 1,000,000 enrollments on PostgreSQL, next to
 * {@link KnownPartnerByHand}.
 */
public final class KnownPartnerBenchmark {

  private static final int PARTNERS = 1_000_000;

  private KnownPartnerBenchmark() {}

  public static void main(String[] args) throws Exception {
    try (BenchmarkDatabase database = new BenchmarkDatabase();
        BenchmarkServer server =
            new BenchmarkServer(
                database.settings(), KnownPartnerByHand.class, PartnerRequest.class)) {
      database.enroll(1, PARTNERS);
      Wrk wrk = new Wrk(server, Requests.KNOWN_PARTNERS);
      new Comparison(server, url -> wrk.rate(url, PARTNERS)).with("/by-hand/token");
    }
  }
}
