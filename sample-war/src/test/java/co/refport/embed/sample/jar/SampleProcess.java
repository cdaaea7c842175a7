package co.refport.embed.sample.jar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server as a user starts it: a process of its own, in a directory of its own. */
public final class SampleProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target", "refport-embed-sample.jar").toAbsolutePath();
  private static final Path PAYARA = Path.of("target", "payara", "payara-micro.jar");
  private static final Path PREBOOT = Path.of("src", "main", "payara", "preboot.asadmin");
  private static final int START_TIMEOUT_SECONDS = 240;
  private static final Pattern CURL =
      Pattern.compile(
          "^curl -sS http://localhost:(\\d+)/api/embed/token -H 'Authorization: Bearer"
              + " (rk_[0-9A-Za-z]{49})' -H 'Content-Type: application/json' -d '(\\{.*\\})'$");

  private final Process process;
  private final int port;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();
  private final CompletableFuture<Matcher> curlLine = new CompletableFuture<>();

  private SampleProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    Thread reader = new Thread(this::read, "sample-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts the executable jar, with these and no other settings of the sample's. */
  static SampleProcess start(Path directory, Map<String, String> environment) throws IOException {
    return start(directory, freePort(), environment);
  }

  /** The same, for settings that speak of the port. */
  public static SampleProcess start(Path directory, int port, Map<String, String> environment)
      throws IOException {
    return start(directory, port, environment, List.of("-jar", JAR.toString()));
  }

  /** Starts a bare server with one application at its root, with these options for its JVM. */
  public static SampleProcess deploy(Path directory, Path war, String... options)
      throws IOException {
    List<String> program = new ArrayList<>(List.of(options));
    program.addAll(
        List.of(
            "-jar",
            PAYARA.toAbsolutePath().toString(),
            "--prebootcommandfile",
            PREBOOT.toAbsolutePath().toString(),
            "--deploy",
            war.toString(),
            "--contextRoot",
            "/"));
    return start(directory, freePort(), Map.of(), program);
  }

  private static SampleProcess start(
      Path directory, int port, Map<String, String> environment, List<String> program)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(program);
    command.addAll(List.of("--port", Integer.toString(port), "--nohazelcast"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("REFPORT_"));
    builder.environment().putAll(environment);
    return new SampleProcess(builder.redirectErrorStream(true).start(), port);
  }

  /** A port that nobody listens on at this moment. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher curl = CURL.matcher(line);
        if (curl.matches()) {
          curlLine.complete(curl);
        }
        if (line.contains("Payara Micro") && line.contains("ready in")) {
          started.complete(true);
        }
      }
    } catch (IOException e) {
      output.add("(the output broke off)");
    } finally {
      started.complete(false);
      curlLine.cancel(false);
    }
  }

  /** Waits until the server says that it is ready. */
  public SampleProcess awaitStart() throws Exception {
    if (!started.get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the sample ended:\n" + text());
    }
    return this;
  }

  /** Waits until the server is ready or has ended; says whether it is still there. */
  boolean awaitOutcome() throws Exception {
    return started.get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  public int port() {
    return port;
  }

  public String text() {
    return String.join("\n", output);
  }

  /** Waits for the printed line to paste, and takes it apart: port, key, body. */
  public Matcher curlLine() throws Exception {
    return curlLine.get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
