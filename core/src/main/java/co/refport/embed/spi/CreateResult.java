package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

/** What became of {@link EmbedStore#createEnrollment}. */
public sealed interface CreateResult {

  /**
   * The enrollment exists now; this very call created it.
   *
   * @param enrollment the new enrollment: active, at revision 0
   * @param partnerCreated whether this call created the partner too
   */
  record Created(EnrollmentRecord enrollment, boolean partnerCreated) implements CreateResult {

    /** Refuses null components with a {@link NullPointerException}. */
    public Created {
      requireNonNull(enrollment, "enrollment");
    }
  }

  /** Nothing was stored, since another call was first: look up again. */
  record Lost() implements CreateResult {}

  /** Nothing was stored, since the organization has no active program. */
  record NoActiveProgram() implements CreateResult {}
}
