package co.refport.embed.sample.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A request on a connection that is kept alive, whose body arrives byte by byte. */
final class SlowRequest implements AutoCloseable {

  /** What the headers announce: short enough to be accepted. */
  private static final int LENGTH = 16_000;

  private static final int PAUSE_MILLIS = 100;
  private static final int MAX_PAUSES = 900;

  private final Socket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  private SlowRequest(Socket socket) {
    this.socket = socket;
  }

  /** Sends the headers and the first byte of the body. */
  static SlowRequest start(int port, String path, String authorization) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PAUSE_MILLIS);
    SlowRequest request = new SlowRequest(socket);
    request.write(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nAuthorization: "
            + authorization
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + LENGTH
            + "\r\n\r\n{");
    return request;
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends the rest of the body, unless the server has closed the connection. */
  void complete() throws IOException {
    writeIfOpen(" ".repeat(LENGTH - 1));
  }

  /**
   * Sends a byte in each pause until the server has closed the connection, and returns its text.
   */
  RawHttp.Answer untilClosed() throws IOException {
    for (int pauses = 0; pauses < MAX_PAUSES; ) {
      try {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return response();
        }
        received.write(next);
      } catch (SocketTimeoutException pause) {
        pauses++;
        writeIfOpen(" ");
      } catch (SocketException reset) {
        return response();
      }
    }
    throw new AssertionError("the connection is still open; received: " + received);
  }

  private void writeIfOpen(String text) throws IOException {
    try {
      write(text);
    } catch (SocketException closed) {
      // the next read says so, too
    }
  }

  /** Waits for the response's status, without sending anything. */
  int status() throws IOException {
    socket.setSoTimeout(PAUSE_MILLIS * MAX_PAUSES);
    while (received.toString(StandardCharsets.US_ASCII).indexOf('\n') < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new EOFException("closed without a response; received: " + received);
      }
      received.write(next);
    }
    return Integer.parseInt(received.toString(StandardCharsets.US_ASCII).split(" ", 3)[1]);
  }

  private RawHttp.Answer response() throws IOException {
    return RawHttp.Answer.read(new ByteArrayInputStream(received.toByteArray()), "POST");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
