package co.refport.embed.sample.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java program beside the tests: what it prints, which is in the file {@code output.log} of its
 * directory too, and lines for it to read.
 */
final class ServerProcess implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 240;

  private final Process process;
  private final Writer input;
  private final Path log;
  private final List<String> output = new ArrayList<>();
  private boolean ended;

  /** Starts the program in this directory, with no setting of ours in its environment. */
  ServerProcess(Path directory, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("REFPORT_"));
    process = builder.redirectErrorStream(true).start();
    // whatever becomes of the test that started it
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    input = process.outputWriter(StandardCharsets.UTF_8);
    log = directory.resolve("output.log");
    Thread reader = new Thread(this::read, "server-output");
    reader.setDaemon(true);
    reader.start();
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private void read() {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Writer copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
        copy.write(line + "\n");
        copy.flush();
      }
    } catch (IOException e) {
      add("(the output broke off)");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    output.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** How many lines there are: where what comes next will begin. */
  synchronized int position() {
    return output.size();
  }

  /** What was printed from there. */
  synchronized String text(int position) {
    return String.join("\n", output.subList(position, output.size()));
  }

  /** Waits for a line, from there, that this matches. */
  synchronized Matcher await(int position, Pattern wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    for (int next = position; ; next++) {
      while (next >= output.size()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (ended || left <= 0) {
          throw new TimeoutException("no line " + wanted + " in:\n" + text(position));
        }
        wait(left);
      }
      Matcher line = wanted.matcher(output.get(next));
      if (line.matches()) {
        return line;
      }
    }
  }

  void say(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  long pid() {
    return process.pid();
  }

  /** What the JDK's diagnostic command answers for this process. */
  String diagnose(String... command) throws IOException {
    List<String> call = new ArrayList<>(List.of(tool("jcmd"), Long.toString(process.pid())));
    call.addAll(List.of(command));
    Process diagnosis = new ProcessBuilder(call).redirectErrorStream(true).start();
    return new String(diagnosis.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Ends the process, and returns when it has ended. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
