package co.refport.embed.sample.benchmark;

import co.refport.embed.sample.hosts.PayaraMicroCommands;
import co.refport.embed.sample.jar.SampleProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Payara Micro in a process of its own, which takes one application after the other. */
final class FootprintServer implements AutoCloseable {

  private static final File PAYARA = new File("target/payara/payara-micro.jar");
  private static final String NAME = "host";
  private static final Pattern USED =
      Pattern.compile("(?m)^ +(?:garbage|Metaspace).* used (\\d+)K");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = SampleProcess.freePort();
  private final Process process;
  private final BufferedReader output;
  private final Writer commands;

  /** Starts it, with no application. */
  FootprintServer(Path directory) throws IOException {
    Path main = directory.resolve("commands.jar");
    ShrinkWrap.create(JavaArchive.class)
        .addClass(PayaraMicroCommands.class)
        .as(ZipExporter.class)
        .exportTo(main.toFile(), true);
    List<String> command =
        new ArrayList<>(
            List.of(
                tool("java"),
                "-Xmx768m",
                "-XX:+UseG1GC",
                "-Drefport.embed.rate-limit=1000000000"));
    command.addAll(opened());
    command.addAll(
        List.of(
            "-cp",
            PAYARA.getAbsolutePath() + File.pathSeparator + main,
            PayaraMicroCommands.class.getName(),
            "--prebootcommandfile",
            new File("src/main/payara/preboot.asadmin").getAbsolutePath(),
            "--port",
            Integer.toString(port),
            "--nohazelcast"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("REFPORT_"));
    process = builder.start();
    output = process.inputReader(StandardCharsets.UTF_8);
    commands = process.outputWriter(StandardCharsets.UTF_8);
    await("host server ready");
  }

  /** What the server's manifest opens to it, which counts for {@code java -jar} alone. */
  private static List<String> opened() throws IOException {
    try (JarFile jar = new JarFile(PAYARA)) {
      String packages = jar.getManifest().getMainAttributes().getValue("Add-Opens");
      return Stream.of(packages.strip().split("\\s+"))
          .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
          .toList();
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private void await(String wanted) throws IOException {
    StringBuilder log = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
      log.append(line).append('\n');
      if (line.equals(NAME + " refused")) {
        break;
      }
    }
    close();
    throw new IOException("the server did not say: " + wanted + ", but:\n" + log);
  }

  private void say(String command, String answer) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    await(answer);
  }

  /** Deploys this at {@code /host}; says how many milliseconds that took. */
  double deploy(File war) throws IOException {
    long start = System.nanoTime();
    say("deploy " + NAME + " /host " + war, NAME + " deployed");
    return (System.nanoTime() - start) / 1e6;
  }

  void undeploy() throws IOException {
    say("undeploy " + NAME, NAME + " undeployed");
  }

  String get(String resource) throws Exception {
    return send(request(resource).GET());
  }

  String post(String resource, String key, String body) throws Exception {
    return send(
        request(resource)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String resource) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/host/api" + resource));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** What lives in the heap and in the metaspace after a collection, in megabytes (1,000,000). */
  double memory() throws Exception {
    jcmd("GC.run");
    jcmd("GC.run"); // what the first one has only made ready to go
    return USED.matcher(jcmd("GC.heap_info"))
            .results()
            .map(MatchResult::group)
            .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* used (\\d+)K", "$1")))
            .sum()
        * 1024
        / 1e6;
  }

  private String jcmd(String command) throws Exception {
    Process jcmd =
        new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException(answer);
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
