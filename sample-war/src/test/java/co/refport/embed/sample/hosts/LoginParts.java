package co.refport.embed.sample.hosts;

import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;

/** The parts of {@link LoginIT}: paths as the README has them, and the user whom a server knows. */
public final class LoginParts {

  static final String USER = "staff";
  static final String PASSWORD = "host-login-4711";

  private LoginParts() {}

  @WebFilter({"/embed/*", "/api/portal/*"})
  public static class Guard extends EmbedPortalFilter {}

  @SuppressWarnings("serial")
  @WebServlet("/embed/referrals")
  public static class Page extends HostParts.PortalPage {}
}
