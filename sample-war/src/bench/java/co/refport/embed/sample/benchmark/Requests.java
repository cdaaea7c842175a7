package co.refport.embed.sample.benchmark;

import java.util.Locale;

/** The bodies that a load sends, in wrk's Lua; {@code run} differs from run to run. */
enum Requests {
  /** Always the same partner. */
  ONE_PARTNER("wrk.body = " + body("alice@example.com", "Alice", "org_001") + "\n"),

  /** Each of the first {@code partners} partners of {@link BenchmarkDatabase} is as likely. */
  KNOWN_PARTNERS(
      """
      local body = %s
      function init()
        math.randomseed(run)
      end
      function request()
        local n = math.random(partners)
        return wrk.format(nil, nil, nil, body:format(n, n, n))
      end
      """
          .formatted(body("p%d@example.com", "Partner %d", "tenant_%d"))),

  /** Each time a partner that there was not. */
  NEW_PARTNERS(
      """
      local body = %s
      local n = 0
      function request()
        n = n + 1
        return wrk.format(nil, nil, nil, body:format(run, n, n, run, n))
      end
      """
          .formatted(body("n%d.%d@example.com", "Newcomer %d", "new_%d_%d")));

  private final String lua;

  Requests(String lua) {
    this.lua = lua;
  }

  private static String body(String email, String name, String tenantId) {
    return String.format(
        Locale.ROOT,
        "'{\"partner\":{\"email\":\"%s\",\"name\":\"%s\"},\"tenantId\":\"%s\"}'",
        email,
        name,
        tenantId);
  }

  /** The script's part that makes requests; it reads the globals {@code run, partners}. */
  String lua() {
    return lua;
  }
}
