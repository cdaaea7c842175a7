package co.refport.embed.sample.benchmark;

import co.refport.embed.ApiKey;
import co.refport.embed.sample.jar.SampleProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Payara Micro with the sample and, in the same application, what it is measured against. */
final class BenchmarkServer implements AutoCloseable {

  private final Path directory;
  private final ApiKey key = ApiKey.generate(new Random(1));
  private final int port;
  private final Process process;

  /** Starts it with these settings, no limit of rate, and these classes beside the sample's. */
  BenchmarkServer(Map<String, String> settings, Class<?>... classes) throws IOException {
    directory = Files.createTempDirectory("refport-benchmark");
    port = SampleProcess.freePort();
    File war = directory.resolve("ROOT.war").toFile();
    ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/refport-embed-sample.war"))
        .addClasses(classes)
        .as(ZipExporter.class)
        .exportTo(war);
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
            new File("src/main/payara/preboot.asadmin").getAbsolutePath(),
            "--port",
            Integer.toString(port),
            "--nohazelcast");
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("REFPORT_"));
    builder.environment().putAll(settings);
    builder.environment().put("REFPORT_DEMO_API_KEY", key.text());
    builder.environment().put("REFPORT_RATE_LIMIT", "1000000000");
    process = builder.start();
    try {
      awaitReady();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void awaitReady() throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("ready in")) {
        Thread drain = new Thread(() -> drain(output), "server-output");
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new IOException("the server ended before it was ready");
  }

  private static void drain(Reader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // the server has ended
    }
  }

  /** Where it and its load may keep files. */
  Path directory() {
    return directory;
  }

  /** The organization's API key. */
  ApiKey key() {
    return key;
  }

  long pid() {
    return process.pid();
  }

  /** The address of a resource of the application. */
  String url(String resource) {
    return "http://127.0.0.1:" + port + "/api" + resource;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
