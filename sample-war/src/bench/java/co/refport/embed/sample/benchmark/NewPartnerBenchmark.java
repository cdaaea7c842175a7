package co.refport.embed.sample.benchmark;

/**
 * New partners per second on PostgreSQL, next to {@link NewPartnerByHand}; both begin with 100,000.
 */
public final class NewPartnerBenchmark {

  private static final int PARTNERS = 100_000;

  private NewPartnerBenchmark() {}

  public static void main(String[] args) throws Exception {
    try (BenchmarkDatabase database = new BenchmarkDatabase();
        BenchmarkServer server =
            new BenchmarkServer(
                database.settings(), NewPartnerByHand.class, PartnerRequest.class)) {
      database.enroll(1, PARTNERS);
      database.execute(NewPartnerByHand.TABLES);
      database.execute("vacuum analyze");
      Wrk wrk = new Wrk(server, Requests.NEW_PARTNERS);
      new Comparison(server, url -> wrk.rate(url, PARTNERS)).with("/by-hand/enrollment");
    }
  }
}
