package co.refport.embed.sample;

import co.refport.embed.ApiKey;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line to paste into a terminal: the only place where a secret is ever printed. */
final class CurlLine {

  private static final Pattern PORT = Pattern.compile("(?:^|\\s)--port[ =](\\d{1,5})(?!\\S)");

  private CurlLine() {}

  /** The line for an endpoint under this URL, which has no slash at its end. */
  static String of(String baseUrl, ApiKey key) {
    return "curl -sS "
        + baseUrl
        + "/api/embed/token -H 'Authorization: Bearer "
        + key.text()
        + "' -H 'Content-Type: application/json'"
        + " -d '{\"partner\":{\"email\":\"alice@example.com\",\"name\":\"Alice\"},"
        + "\"tenantId\":\"org_001\"}'";
  }

  /** Where this process most likely answers: no portable API tells the server's port. */
  static String guessBaseUrl(String commandLine, String contextPath) {
    Matcher port = PORT.matcher(commandLine);
    return "http://localhost:" + (port.find() ? port.group(1) : "8080") + contextPath;
  }

  /** Prints past {@code System.out}, which servers turn into records of their log. */
  @SuppressWarnings("resource") // closing it would close the process's standard output
  static void print(String line) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    try {
      out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The standard output cannot be written.", e);
    }
  }
}
