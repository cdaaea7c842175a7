package co.refport.embed.jaxrs.internal;

import java.io.IOException;
import java.io.InputStream;

/** A call of the token endpoint. */
public interface TokenCall extends HttpCall {

  /** The protocol, for example {@code HTTP/1.1}. */
  String protocol();

  /** The length that the body has by its headers; -1 if they do not state it. */
  long contentLength();

  /** The body; the same stream each time. */
  InputStream body() throws IOException;
}
