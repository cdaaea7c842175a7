package co.refport.embed.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the browser scripts of this library where the server does not do it.
 *
 * <p>A server serves {@code META-INF/resources} of the jars in {@code WEB-INF/lib} by its default
 * servlet. It does not where a front controller is mapped to {@code /} or {@code /*}, or where this
 * library is in the {@code lib} folder of an EAR. A host then maps a subclass:
 *
 * <pre>{@code
 * @WebServlet("/refport/*")
 * public class ScriptFiles extends EmbedScriptsServlet {}
 * }</pre>
 *
 * <p>Responds to GET and HEAD with the file, with 304 if the browser has it already ({@code ETag},
 * RFC 9110, section 8.8.3), and with 404 for what is not a script or style of this library.
 * Browsers validate a cached file at each use ({@code Cache-Control: no-cache}). Safe for any
 * number of threads.
 */
public class EmbedScriptsServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final Pattern FILE = Pattern.compile("/([a-z.-]{1,64}\\.(js|css))");

  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript;charset=UTF-8", "css", "text/css;charset=UTF-8");

  private record Script(String text, String etag) {}

  /** Has no more entries than the jar has files. */
  private final transient Map<String, Script> scripts = new ConcurrentHashMap<>();

  /** For the container and for subclasses. */
  public EmbedScriptsServlet() {}

  /**
   * Sends the file that the path below the servlet names.
   *
   * @param request the request
   * @param response its response
   * @throws IOException when the client is gone
   */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Matcher file = FILE.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
    Script script = file.matches() ? scripts.computeIfAbsent(file.group(1), this::load) : null;
    if (script == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", script.etag());
    response.setHeader("X-Content-Type-Options", "nosniff");
    String known = request.getHeader("If-None-Match");
    if (known != null && known.contains(script.etag())) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(TYPES.get(file.group(2)));
    byte[] content = script.text().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }

  private @Nullable Script load(String name) {
    // by this class, whose class loader has the files also in the lib folder of an EAR
    try (InputStream in =
        EmbedScriptsServlet.class.getResourceAsStream("/META-INF/resources/refport/" + name)) {
      if (in == null) {
        return null;
      }
      byte[] content = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      String text = new String(content, StandardCharsets.UTF_8);
      return new Script(text, '"' + HexFormat.of().formatHex(hash, 0, 16) + '"');
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
