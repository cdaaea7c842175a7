package co.refport.embed.sample;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/**
 * Sends the portal's page, the same for every partner: what is a partner's own, its script asks for
 * with the token. The page lies in {@code WEB-INF} so that nobody gets it past the guard.
 */
@WebServlet(urlPatterns = "/embed/referrals")
public class PortalPage extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final String FILE = "/WEB-INF/portal/referrals.html";

  /** The host's own policy; the guard says in a second header who may frame the page. */
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";

  private byte[] page = {};

  /** Made by the server. */
  public PortalPage() {}

  @Override
  public void init() throws ServletException {
    try (InputStream in = getServletContext().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new ServletException(FILE + " is missing.");
      }
      page = in.readAllBytes();
    } catch (IOException e) {
      throw new ServletException(FILE + " cannot be read.", e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.addHeader("Content-Security-Policy", POLICY);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
