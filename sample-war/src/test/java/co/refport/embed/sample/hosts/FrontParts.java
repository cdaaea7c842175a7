package co.refport.embed.sample.hosts;

import co.refport.embed.servlet.EmbedScriptsServlet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The filters that many hosts have before everything else; mapped first, by web.xml. */
@SuppressWarnings("serial")
public final class FrontParts {

  private FrontParts() {}

  /** Lets pages of another origin call everything, and answers their preflights. */
  public static class Cors extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      response.setHeader("Access-Control-Allow-Origin", "https://partner.example.com");
      if (request.getMethod().equals("OPTIONS")) {
        response.setStatus(204);
      } else {
        chain.doFilter(request, response);
      }
    }
  }

  /** Reads each body, as loggers do, and gives it to those who come after from its copy. */
  public static class Logging extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      byte[] body = request.getInputStream().readAllBytes();
      response.setHeader("X-Host-Logged", Integer.toString(body.length));
      chain.doFilter(new CopiedRequest(request, body), response);
    }
  }

  private static final class CopiedRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    CopiedRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
          return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  /** Handles everything that no other servlet has a longer path for, as Jolokia does. */
  @WebServlet("/*")
  public static class FrontController extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setStatus(404);
      response.getWriter().print("no such page of the host");
    }
  }

  @WebServlet("/refport/*")
  public static class Scripts extends EmbedScriptsServlet {}

  /** Compresses each answer for those who take it. */
  public static class Compression extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (!"gzip".equals(request.getHeader("Accept-Encoding"))) {
        chain.doFilter(request, response);
        return;
      }
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (PackedResponse wrapper = new PackedResponse(response, new GZIPOutputStream(packed))) {
        chain.doFilter(request, wrapper);
      }
      response.setHeader("Content-Encoding", "gzip");
      response.setContentLength(packed.size());
      response.getOutputStream().write(packed.toByteArray());
    }
  }

  private static final class PackedResponse extends HttpServletResponseWrapper
      implements AutoCloseable {

    private final OutputStream bytes;
    private final PrintWriter text;

    PackedResponse(HttpServletResponse response, OutputStream bytes) {
      super(response);
      this.bytes = bytes;
      this.text = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public PrintWriter getWriter() {
      return text;
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return new ServletOutputStream() {
        @Override
        public void write(int b) throws IOException {
          bytes.write(b);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public void flushBuffer() {
      // the answer is sent in one piece
    }

    @Override
    public void setContentLength(int length) {
      // that of the packed bytes counts
    }

    @Override
    public void setContentLengthLong(long length) {
      // that of the packed bytes counts
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
