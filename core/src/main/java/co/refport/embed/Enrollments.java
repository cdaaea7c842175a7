package co.refport.embed;

import co.refport.embed.spi.EnrollmentRecord;
import java.util.Optional;

/**
 * The enrollments of partners, for operators.
 *
 * <p>Safe for use by any number of threads. No argument is null. Every operation throws {@link
 * EmbedException} with {@link ErrorCode#SERVICE_UNAVAILABLE} when the store cannot be reached, in
 * which case nothing or everything has been stored.
 */
public interface Enrollments {

  /**
   * Finds the enrollment that a request for a token chooses: the first that is found by enrollment
   * id, tenant id, email, active or not; an enrollment id that is unknown is not passed over.
   * Creates nothing and binds nothing.
   *
   * @param organizationId in whose active program
   * @param request who it is
   * @return the enrollment; empty when none is found
   * @throws EmbedException with {@link ErrorCode#VALIDATION_ERROR} when the request breaks a rule
   */
  Optional<EnrollmentRecord> find(String organizationId, EmbedTokenRequest request);

  /**
   * Makes an enrollment active or not. For one that is not, minting is refused as {@link
   * ErrorCode#NOT_FOUND}, and use of its tokens as {@link ErrorCode#ENROLLMENT_INACTIVE}. Durable
   * when the call returns, honoured by this instance at once and by every other within its
   * staleness bound.
   *
   * @param organizationId whose enrollment
   * @param enrollmentId the enrollment
   * @param active what it is from now on
   * @return whether the organization has this enrollment, which is so now
   * @throws UnsupportedOperationException when the store is no {@link
   *     co.refport.embed.spi.OperatorStore}
   */
  boolean setActive(String organizationId, String enrollmentId, boolean active);
}
