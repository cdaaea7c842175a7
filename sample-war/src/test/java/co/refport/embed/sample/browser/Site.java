package co.refport.embed.sample.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A host of another origin, and of another site: browsers do not take {@code localhost} and {@code
 * 127.0.0.1} for one. Its pages are this package's resources; its backend mints at {@code
 * /my/token?user=…}.
 */
final class Site implements AutoCloseable {

  /** Its own scripts, and the portal's: what a careful host would allow. */
  private static final String POLICY =
      "default-src 'self'; script-src 'self' http://127.0.0.1:*; frame-src *; object-src 'none'";

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html;charset=UTF-8", "js", "text/javascript;charset=UTF-8");

  /** What was asked of this site, with the header that could tell on a token. */
  record Call(String method, String target, String referer) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Function<Sample.User, String> mint;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private volatile int tokenStatus = 200;
  private volatile Sample.User nextUser;

  /** Starts it; {@code mint} gives a user's token. */
  Site(Function<Sample.User, String> mint) {
    this.mint = mint;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  String url(String path) {
    return origin() + path;
  }

  /** Serves the files of a folder below a path that ends with a slash. */
  void serve(String path, Path folder) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(path.length());
            send(exchange, 200, type(name), Files.readAllBytes(folder.resolve(name)));
          }
        });
  }

  /** What has been asked since the last test. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** What {@code /my/token} answers from now on, until the next test. */
  void tokenStatus(int status) {
    tokenStatus = status;
  }

  /** Somebody else signs in: {@code /my/token} gives this user's token, until the next test. */
  void nextUser(Sample.User user) {
    nextUser = user;
  }

  /** Serves this HTML at this path until the next test. */
  Site page(String path, String html) {
    pages.put(path, html);
    return this;
  }

  /** Adds this header to every response, in place of its usual value, until the next test. */
  Site header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  void reset() {
    calls.clear();
    pages.clear();
    headers.clear();
    tokenStatus = 200;
    nextUser = null;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    String referer = exchange.getRequestHeaders().getFirst("Referer");
    calls.add(new Call(exchange.getRequestMethod(), target, referer == null ? "" : referer));
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (path.equals("/my/token")) {
        answerToken(exchange, Sample.User.valueOf(target.replaceAll(".*user=", "")));
      } else if (pages.containsKey(path)) {
        send(exchange, 200, TYPES.get("html"), pages.get(path).getBytes(StandardCharsets.UTF_8));
      } else if (path.equals("/favicon.ico")) {
        send(exchange, 204, "image/png", new byte[0]);
      } else {
        answerFile(exchange, path.substring(1));
      }
    }
  }

  private void answerToken(HttpExchange exchange, Sample.User user) throws IOException {
    boolean post = exchange.getRequestMethod().equals("POST");
    int status = post ? tokenStatus : 405;
    Sample.User who = nextUser == null ? user : nextUser;
    String body = status == 200 ? "{\"publicToken\":\"" + mint.apply(who) + "\"}" : "{}";
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", "/host.html");
    }
    send(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private void answerFile(HttpExchange exchange, String name) throws IOException {
    String type = type(name);
    try (InputStream file = type.isEmpty() ? null : Site.class.getResourceAsStream(name)) {
      if (file == null) {
        send(exchange, 404, "text/plain", new byte[0]);
      } else {
        send(exchange, 200, type, file.readAllBytes());
      }
    }
  }

  private static String type(String name) {
    return TYPES.getOrDefault(name.replaceAll(".*\\.", ""), "");
  }

  private void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
