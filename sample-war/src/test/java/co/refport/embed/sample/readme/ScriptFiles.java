package co.refport.embed.sample.readme;

import co.refport.embed.servlet.EmbedScriptsServlet;
import jakarta.servlet.annotation.WebServlet;

@SuppressWarnings("serial")
@WebServlet("/refport/*")
public class ScriptFiles extends EmbedScriptsServlet {}
