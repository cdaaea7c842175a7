package co.refport.embed.jaxrs.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An answer as a servlet writes it: never by sendError, which would let the server write it. */
public final class ServletAnswer {

  private ServletAnswer() {}

  public static void write(
      HttpAnswer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    PortalHeaders.put(answer.headers(), response);
    response.setContentLength(answer.body().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(answer.body());
    }
  }
}
