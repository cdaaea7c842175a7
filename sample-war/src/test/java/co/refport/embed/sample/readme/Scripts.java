package co.refport.embed.sample.readme;

import co.refport.embed.servlet.EmbedScriptsFilter;
import jakarta.servlet.annotation.WebFilter;

@WebFilter("/refport/*")
public class Scripts extends EmbedScriptsFilter {}
