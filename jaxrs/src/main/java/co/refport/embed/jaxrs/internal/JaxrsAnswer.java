package co.refport.embed.jaxrs.internal;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** An answer as JAX-RS has it; apart, since a host may have no JAX-RS. */
public final class JaxrsAnswer {

  private JaxrsAnswer() {}

  public static Response of(HttpAnswer answer) {
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }

  /** Returns an exception that a resource throws to respond so; by a type that every host has. */
  static RuntimeException exception(String message, HttpAnswer answer) {
    return new WebApplicationException(message, of(answer));
  }
}
