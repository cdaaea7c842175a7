package co.refport.embed.jaxrs.internal;

import co.refport.embed.VerifiedToken;
import java.util.Map;

/** What a guard does with a request. */
public sealed interface PortalVerdict {

  /** Lets it through; the answer carries these headers, whatever else sets them. */
  record Admitted(VerifiedToken token, Map<String, String> headers) implements PortalVerdict {}

  /** Answers it in place of the portal. */
  record Answered(HttpAnswer answer) implements PortalVerdict {}
}
