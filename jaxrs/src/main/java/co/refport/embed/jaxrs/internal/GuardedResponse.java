package co.refport.embed.jaxrs.internal;

import static co.refport.embed.jaxrs.internal.PortalHeaders.CONTENT_SECURITY_POLICY;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Map;

/** An answer on which the guard's headers stay what they are; other headers are the portal's. */
public final class GuardedResponse extends HttpServletResponseWrapper {

  private final Map<String, String> headers;

  public GuardedResponse(HttpServletResponse response, Map<String, String> headers) {
    super(response);
    this.headers = headers;
    PortalHeaders.put(headers, response);
  }

  /** Drops it. */
  @Override
  public void addCookie(Cookie cookie) {}

  @Override
  public void setHeader(String name, String value) {
    if (PortalHeaders.isReserved(name)) {
      return;
    }
    super.setHeader(name, value);
    if (name.equalsIgnoreCase(CONTENT_SECURITY_POLICY)) {
      super.addHeader(CONTENT_SECURITY_POLICY, headers.get(CONTENT_SECURITY_POLICY));
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (!PortalHeaders.isReserved(name)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setIntHeader(String name, int value) {
    setHeader(name, Integer.toString(value));
  }

  @Override
  public void addIntHeader(String name, int value) {
    addHeader(name, Integer.toString(value));
  }

  @Override
  public void setDateHeader(String name, long date) {
    if (mayBeDate(name)) {
      super.setDateHeader(name, date);
    }
  }

  @Override
  public void addDateHeader(String name, long date) {
    if (mayBeDate(name)) {
      super.addDateHeader(name, date);
    }
  }

  private static boolean mayBeDate(String name) {
    return !PortalHeaders.isReserved(name) && !name.equalsIgnoreCase(CONTENT_SECURITY_POLICY);
  }

  /** Clears the portal's headers and the earlier filters', not the guard's. */
  @Override
  public void reset() {
    super.reset();
    PortalHeaders.put(headers, (HttpServletResponse) getResponse());
  }
}
