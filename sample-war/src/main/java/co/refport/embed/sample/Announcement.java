package co.refport.embed.sample;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Prints lines once the application answers, so that who pastes one at once is served: when an
 * application is told to start, servers do not let requests through yet.
 */
final class Announcement implements Runnable {

  private static final long RETRY_MILLIS = 100;
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(1).toMillis();

  private final URI endpoint;
  private final List<String> lines;
  private final ScheduledExecutorService executor;

  /** How often to ask before they are printed all the same: the port is a guess. */
  private int attemptsLeft = 100;

  /** The base URL is that in this machine. */
  Announcement(String baseUrl, List<String> lines, ScheduledExecutorService executor) {
    this.endpoint = URI.create(baseUrl + "/api/embed/token");
    this.lines = List.copyOf(lines);
    this.executor = executor;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // whoever stops the executor drops the lines
  public void run() {
    if (isAnswered() || --attemptsLeft == 0) {
      lines.forEach(CurlLine::print);
    } else {
      executor.schedule(this, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Asks with GET, which the endpoint refuses without any effect. */
  private boolean isAnswered() {
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_BAD_METHOD;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
