package co.refport.embed.sample.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One request on one connection, byte by byte as the test wants it: repeated headers, chunked
 * bodies and bodies that break off are what ordinary clients do not send.
 */
public final class RawHttp {

  private static final int TIMEOUT_MILLIS = 60_000;

  private final int port;
  private final String method;
  private final String path;
  private final List<String> headers = new ArrayList<>();
  private byte[] body = new byte[0];
  private boolean chunked;
  private String localAddress = "127.0.0.1";

  private RawHttp(int port, String method, String path) {
    this.port = port;
    this.method = method;
    this.path = path;
  }

  public static RawHttp request(int port, String method, String path) {
    return new RawHttp(port, method, path);
  }

  public RawHttp header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  public RawHttp withoutHeader(String name) {
    headers.removeIf(
        line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
    return this;
  }

  public RawHttp body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawHttp body(byte[] bytes) {
    this.body = bytes;
    return this;
  }

  public RawHttp chunked() {
    this.chunked = true;
    return this;
  }

  /** The address to call from: any of 127.0.0.0/8 is this machine. */
  public RawHttp from(String loopbackAddress) {
    this.localAddress = loopbackAddress;
    return this;
  }

  public Answer send() throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getAllByName(localAddress)[0], 0));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      write(socket.getOutputStream());
      return Answer.read(socket.getInputStream(), method);
    }
  }

  private void write(OutputStream out) throws IOException {
    out.write(head().getBytes(StandardCharsets.UTF_8));
    try {
      if (chunked) {
        writeChunks(out);
      } else {
        out.write(body);
      }
    } catch (SocketException e) {
      // some servers answer a body that is too large, and close, before they have read it all
    }
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (method.equals("POST") || body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private void writeChunks(OutputStream out) throws IOException {
    int size = Math.max(1, body.length / 3);
    for (int from = 0; from < body.length; from += size) {
      int length = Math.min(size, body.length - from);
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, from, length);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** What came back; names of headers are compared in any letter case. */
  public record Answer(int status, List<String> headers, String body) {

    static Answer read(InputStream in, String method) throws IOException {
      String statusLine = line(in);
      List<String> headers = new ArrayList<>();
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        headers.add(header);
      }
      Answer head = new Answer(Integer.parseInt(statusLine.split(" ", 3)[1]), headers, "");
      byte[] body =
          head.header("Transfer-Encoding").isEmpty() || method.equals("HEAD")
              ? in.readAllBytes()
              : chunks(in);
      return new Answer(head.status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** All values of a header, joined as the field syntax allows; empty when there is none. */
    public String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return String.join(
          ", ",
          headers.stream()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
              .map(line -> line.substring(prefix.length()).strip())
              .toList());
    }

    private static byte[] chunks(InputStream in) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
        body.write(in.readNBytes(size));
        line(in);
      }
      return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
      return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("the server closed the connection");
        }
        line.write(b);
      }
      return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
  }
}
