package co.refport.embed.sample.contract;

import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;

/** The same endpoint, mounted as a host without JAX-RS would. */
@WebServlet(
    urlPatterns = {TokenContract.SERVLET, TokenContract.SERVLET + "/"},
    loadOnStartup = 1,
    asyncSupported = true)
public class ServletMount extends EmbedTokenServlet {

  @Serial private static final long serialVersionUID = 1L;
}
