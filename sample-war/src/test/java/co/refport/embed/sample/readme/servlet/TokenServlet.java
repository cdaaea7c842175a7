package co.refport.embed.sample.readme.servlet;

import co.refport.embed.EmbedTokens;
import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.servlet.annotation.WebServlet;

@SuppressWarnings("serial")
@WebServlet(
    urlPatterns = {"/api/embed/token", "/api/embed/token/"},
    loadOnStartup = 1,
    asyncSupported = true)
public class TokenServlet extends EmbedTokenServlet {
  @Override
  protected EmbedTokens tokens() {
    return Embed.TOKENS;
  }
}
