package co.refport.embed.jaxrs.internal;

import java.security.Principal;

/** The user of a request that a guard has let through. */
record PartnerPrincipal(String enrollmentId) implements Principal {

  /** Returns the enrollment id, which says nothing about the person. */
  @Override
  public String getName() {
    return enrollmentId;
  }
}
