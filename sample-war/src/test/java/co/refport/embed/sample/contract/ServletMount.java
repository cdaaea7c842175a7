package co.refport.embed.sample.contract;

import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;

/** The same endpoint, mounted as a host without JAX-RS would. */
@WebServlet(urlPatterns = ServletMount.PATH, loadOnStartup = 1)
public class ServletMount extends EmbedTokenServlet {

  static final String PATH = "/servlet/embed/token";

  @Serial private static final long serialVersionUID = 1L;
}
