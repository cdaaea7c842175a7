package co.refport.embed.jaxrs.internal;

import java.io.IOException;
import java.io.InputStream;

/** A call of the token endpoint. */
public interface TokenCall extends HttpCall {

  /** The body, asked for at most once. */
  InputStream body() throws IOException;
}
