package co.refport.embed.sample.benchmark;

import co.refport.embed.ApiKey;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Requests per second of the token endpoint for a known partner, next to a no-op POST of the same
 * body sizes in the same server: warmed up until two runs agree within 5 %, then in turns.
 */
public final class EndpointBenchmark {

  private static final int PORT = 18_080;
  private static final int SECONDS = 10;
  private static final int MAX_WARM_UPS = 12;
  private static final int ROUNDS = 5;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");
  private static final String BODY =
      "{\"partner\":{\"email\":\"alice@example.com\",\"name\":\"Alice\"},\"tenantId\":\"org_001\"}";

  private EndpointBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("refport-benchmark");
    ApiKey key = ApiKey.generate(new Random(1));
    Path script = Files.writeString(directory.resolve("post.lua"), lua(key));
    Process server = start(directory, key);
    try {
      awaitReady(server);
      String noOp = "http://127.0.0.1:" + PORT + "/api/no-op";
      String token = "http://127.0.0.1:" + PORT + "/api/embed/token";
      warmUp(script, noOp);
      warmUp(script, token);
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        double base = rate(script, noOp);
        double ours = rate(script, token);
        ratios.add(ours / base);
        print("round %d: no-op %.0f/s, token %.0f/s, ratio %.2f", round, base, ours, ours / base);
      }
      Collections.sort(ratios);
      print("median ratio: %.2f", ratios.get(ROUNDS / 2));
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static Process start(Path directory, ApiKey key) throws IOException {
    File war = directory.resolve("ROOT.war").toFile();
    ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/refport-embed-sample.war"))
        .addClass(NoOpResource.class)
        .as(ZipExporter.class)
        .exportTo(war);
    File preboot = new File("src/main/payara/preboot.asadmin");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            new File("target/payara/payara-micro.jar").getAbsolutePath(),
            "--deploy",
            war.getPath(),
            "--contextRoot",
            "/",
            "--prebootcommandfile",
            preboot.getAbsolutePath(),
            "--port",
            Integer.toString(PORT),
            "--nohazelcast");
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("REFPORT_DEMO_API_KEY", key.text());
    builder.environment().put("REFPORT_RATE_LIMIT", "1000000000");
    String database = System.getenv("BENCHMARK_DB_URL");
    if (database != null) {
      builder.environment().put("REFPORT_DB_URL", database);
    }
    return builder.start();
  }

  private static void awaitReady(Process server) throws IOException {
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("ready in")) {
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "server-output");
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new IOException("the server ended before it was ready");
  }

  private static void warmUp(Path script, String url) throws Exception {
    double before = 0;
    for (int run = 0; run < MAX_WARM_UPS; run++) {
      double now = rate(script, url);
      print("warm-up: %.0f/s %s", now, url);
      if (Math.abs(now - before) < 0.05 * now) {
        return;
      }
      before = now;
    }
  }

  private static double rate(Path script, String url) throws Exception {
    Process wrk =
        new ProcessBuilder(
                "wrk", "-t1", "-c16", "-d" + SECONDS + "s", "-s", script.toString(), url)
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    Matcher rate = RATE.matcher(output);
    if (output.contains("Non-2xx") || output.contains("Socket errors") || !rate.find()) {
      throw new IllegalStateException(output);
    }
    return Double.parseDouble(rate.group(1));
  }

  private static String lua(ApiKey key) {
    return """
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        wrk.headers["Authorization"] = "Bearer %s"
        wrk.body = '%s'
        """
        .formatted(key.text(), BODY);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
