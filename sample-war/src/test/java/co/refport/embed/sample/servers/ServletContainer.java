package co.refport.embed.sample.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Tomcat or Jetty as it is downloaded, with one WAR at its root: a process of its own on loopback,
 * with its files in a directory of the test's.
 */
public final class ServletContainer implements AutoCloseable {

  private static final Path HOME = Path.of(System.getProperty("server.home", ""));
  private static final int PORT = Integer.getInteger("server.http.port", 0);
  private static final int TIMEOUT_SECONDS = 120;

  private final Path base;
  private final Process process;
  private final Thread reader;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();

  private ServletContainer(Path base, Process process) {
    this.base = base;
    this.process = process;
    reader = new Thread(this::read, "server-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts the server and waits until it has deployed the WAR, or has refused it.
   *
   * @param base an empty directory
   * @param war what is deployed
   * @param options of the server's JVM
   */
  public static ServletContainer start(Path base, WebArchive war, String... options)
      throws Exception {
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    war.as(ZipExporter.class).exportTo(webapps.resolve("ROOT.war").toFile());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-Djava.io.tmpdir=" + Files.createDirectory(base.resolve("temp")));
    command.addAll(List.of(options));
    command.addAll(isJetty() ? jetty(base) : tomcat(base));
    ProcessBuilder builder = new ProcessBuilder(command).directory(base.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("REFPORT_"));
    Process process = builder.redirectErrorStream(true).start();
    // whatever becomes of the test that started it
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    ServletContainer server = new ServletContainer(base, process);
    if (!server.hasStarted()) {
      server.close();
      throw new AssertionError("the server has not started:\n" + server.stop());
    }
    return server;
  }

  private static boolean isJetty() {
    return Files.exists(HOME.resolve("start.jar"));
  }

  private static List<String> jetty(Path base) throws IOException {
    Files.createDirectory(base.resolve("environments"));
    // the modules last: what follows them is for their environment only
    return List.of(
        "-jar",
        HOME.resolve("start.jar").toString(),
        "jetty.http.host=127.0.0.1",
        "jetty.http.port=" + PORT,
        "--modules=http,ee10-deploy,ee10-annotations");
  }

  /** With the configuration as it comes, but for the address and the ports. */
  private static List<String> tomcat(Path base) throws IOException {
    Path configuration = Files.createDirectory(base.resolve("conf"));
    try (Stream<Path> files = Files.list(HOME.resolve("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    Path server = configuration.resolve("server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"127.0.0.1\" port=\"" + PORT + "\""));
    Path bin = HOME.resolve("bin");
    // as its script does; the packages are opened for its search for leaks
    return List.of(
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-Dcatalina.home=" + HOME,
        "-Dcatalina.base=" + base,
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "-Djava.util.logging.config.file=" + configuration.resolve("logging.properties"),
        "-cp",
        bin.resolve("bootstrap.jar")
            + System.getProperty("path.separator")
            + bin.resolve("tomcat-juli.jar"),
        "org.apache.catalina.startup.Bootstrap",
        "start");
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.contains("Server startup in") || line.contains(": Started oejs.Server@")) {
          started.complete(true);
        }
      }
    } catch (IOException e) {
      output.add("(the output broke off)");
    } finally {
      started.complete(false);
    }
  }

  private boolean hasStarted() throws Exception {
    try {
      return started.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return false;
    }
  }

  public int port() {
    return PORT;
  }

  /** Ends the server as an operator does, and tells all that it has logged. */
  public String stop() throws Exception {
    // by its handle: the process would close its output, too
    process.toHandle().destroy();
    process.onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    reader.join();
    StringBuilder log = new StringBuilder(String.join("\n", output));
    Path logs = base.resolve("logs");
    if (Files.exists(logs)) {
      try (Stream<Path> files = Files.list(logs)) {
        files.forEach(file -> log.append('\n').append(text(file)));
      }
    }
    return log.toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves no process behind, whatever has happened. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
