package co.refport.embed.sample.portal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbeddedPartner;
import co.refport.embed.servlet.EmbedPortal;
import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Portals that do to their answers what they should not, and what stands before them. */
@SuppressWarnings("serial")
public final class PortalPages {

  private PortalPages() {}

  @WebFilter(urlPatterns = "/limited/*")
  public static class LimitedGuard extends EmbedPortalFilter {
    @Override
    protected EmbedTokens tokens() {
      return PortalHost.limited();
    }
  }

  /** Says who is there, as everybody can read it. */
  static String greet(EmbeddedPartner partner, boolean principal, boolean role) {
    return partner.tenantId() + "|" + partner.name() + "|" + principal + "|" + role;
  }

  private static void spoil(HttpServletResponse response) {
    response.addHeader("Content-Security-Policy", "img-src 'none'");
    response.setHeader("content-security-policy", "script-src 'self'");
    response.setHeader("X-Frame-Options", "DENY");
    response.addHeader("x-frame-options", "DENY");
    response.setHeader("Cache-Control", "public, max-age=60");
    response.setHeader("Referrer-Policy", "unsafe-url");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setIntHeader("X-Frame-Options", 1);
    response.setDateHeader("Content-Security-Policy", 0);
    response.addCookie(new Cookie("third", "party"));
  }

  @WebServlet(urlPatterns = {"/portal/page", "/limited/page", "/unguarded/page"})
  public static class Page extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      spoil(response);
      write(request, response);
    }

    /** A form's body must still be there. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().print(EmbedPortal.partner(request).tenantId());
      response.getWriter().print(request.getParameter("note"));
    }

    static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
      response.setContentType("text/plain;charset=UTF-8");
      EmbeddedPartner partner = EmbedPortal.partner(request);
      boolean principal =
          partner.enrollmentId().equals(request.getUserPrincipal().getName())
              && partner.enrollmentId().equals(request.getRemoteUser());
      response.getWriter().print(greet(partner, principal, request.isUserInRole("**")));
    }
  }

  /** Answers later, with the objects that the asynchronous context has. */
  @WebServlet(urlPatterns = "/portal/async", asyncSupported = true)
  public static class AsyncPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext context = request.startAsync();
      context.start(
          () -> {
            try {
              spoil((HttpServletResponse) context.getResponse());
              Page.write(
                  (HttpServletRequest) context.getRequest(),
                  (HttpServletResponse) context.getResponse());
            } catch (IOException e) {
              throw new IllegalStateException(e);
            } finally {
              context.complete();
            }
          });
    }
  }

  /** Starts again from nothing. */
  @WebServlet(urlPatterns = "/portal/reset")
  public static class ResettingPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.reset();
      spoil(response);
      Page.write(request, response);
    }
  }

  /** Answers inside another dispatch of the same request. */
  @WebServlet(urlPatterns = "/portal/forward")
  public static class ForwardingPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      request.getRequestDispatcher("/portal/page").forward(request, response);
    }
  }

  /** A filter of the host's that comes before every guard; mapped first in web.xml. */
  public static class HostPolicy extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      response.setHeader("Content-Security-Policy", "default-src 'self'");
      chain.doFilter(request, response);
    }
  }
}
