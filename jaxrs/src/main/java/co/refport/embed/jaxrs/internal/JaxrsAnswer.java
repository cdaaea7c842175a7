package co.refport.embed.jaxrs.internal;

import jakarta.ws.rs.core.Response;

/** An answer as JAX-RS has it; apart, since a host may have no JAX-RS. */
public final class JaxrsAnswer {

  private JaxrsAnswer() {}

  public static Response of(HttpAnswer answer) {
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }
}
