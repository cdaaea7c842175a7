package co.refport.embed.jaxrs.internal;

import java.util.List;

/**
 * What is needed of a request, whichever API brought it. Nothing is computed before it is asked
 * for, so that a failure of the host's code is answered like any other.
 */
public interface HttpCall {

  String method();

  /** All values of a header, in order; empty when there is none. The name has any letter case. */
  List<String> headers(String name);

  /** The network address that the host trusts to be the client's. */
  String clientAddress();
}
