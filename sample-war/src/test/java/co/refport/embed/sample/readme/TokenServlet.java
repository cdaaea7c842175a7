package co.refport.embed.sample.readme;

import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.servlet.annotation.WebServlet;

@SuppressWarnings("serial")
@WebServlet(
    urlPatterns = {"/api/embed/token", "/api/embed/token/"},
    loadOnStartup = 1,
    asyncSupported = true)
public class TokenServlet extends EmbedTokenServlet {}
