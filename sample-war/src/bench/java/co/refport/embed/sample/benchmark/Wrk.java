package co.refport.embed.sample.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load by the tool wrk, of one thread and 16 connections; any answer but a success ends it all. */
final class Wrk {

  private static final int SECONDS = 10;
  private static final int MAX_SECONDS = 3600;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");

  private final BenchmarkServer server;
  private final Requests requests;
  private int runs;

  Wrk(BenchmarkServer server, Requests requests) {
    this.server = server;
    this.requests = requests;
  }

  /** Requests per second, in a run of ten seconds. */
  double rate(String url, int partners) throws Exception {
    String output = output(start(url, SECONDS, script(partners)));
    Matcher rate = RATE.matcher(output);
    if (output.contains("Non-2xx") || output.contains("Socket errors") || !rate.find()) {
      throw new IllegalStateException(output);
    }
    return Double.parseDouble(rate.group(1));
  }

  /** Sends requests until there are so many answers. */
  void send(String url, int partners, int count) throws Exception {
    String stop =
        """
        local left = %d
        function response(status)
          left = left - 1
          if status ~= 200 then os.exit(1) end
          if left == 0 then os.exit(0) end
        end
        """
            .formatted(count);
    Process wrk = start(url, MAX_SECONDS, script(partners) + stop);
    String output = output(wrk);
    if (wrk.waitFor() != 0 || RATE.matcher(output).find()) {
      throw new IllegalStateException("an answer was no success or took too long:\n" + output);
    }
  }

  private String script(int partners) {
    runs++;
    return """
        run, partners = %d, %d
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        wrk.headers["Authorization"] = "Bearer %s"
        """
            .formatted(runs, partners, server.key().text())
        + requests.lua();
  }

  private Process start(String url, int seconds, String script) throws IOException {
    Path file = Files.writeString(server.directory().resolve("load.lua"), script);
    return new ProcessBuilder(
            "wrk",
            "-t1",
            "-c16",
            "--timeout",
            "10",
            "-d",
            Integer.toString(seconds),
            "-s",
            file.toString(),
            url)
        .redirectErrorStream(true)
        .start();
  }

  private static String output(Process wrk) throws IOException {
    return new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
