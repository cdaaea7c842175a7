package co.refport.embed;

import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.EnrollmentRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The partners of organizations and their enrollments, for operators.
 *
 * <p>Safe for use by any number of threads, and at the same time as requests for tokens. A change
 * is atomic and durable when the method returns. It holds immediately on this instance, and on
 * every other within its staleness bound. A request for a token that overlaps a change has the
 * effect of one before the change or of one after it, and never undoes the change.
 *
 * <p>No argument is null, unless it is said of the argument. Every operation throws {@link
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

  /**
   * Sets the email of the partner that an enrollment is of, in all its programs. Tokens stay valid.
   * From then on requests find the partner by the new email only.
   *
   * @param organizationId whose enrollment
   * @param enrollmentId any enrollment of the partner, active or not
   * @param email the new email, by the rules of {@link EmbedTokenRequest}; kept for display as
   *     typed
   * @return {@link ChangeResult#TAKEN} when another partner of the organization has this email, in
   *     which case {@link #merge} can help
   * @throws EmbedException with {@link ErrorCode#VALIDATION_ERROR} when the email breaks a rule
   * @throws UnsupportedOperationException when the store is no {@link
   *     co.refport.embed.spi.OperatorStore}
   */
  ChangeResult setEmail(String organizationId, String enrollmentId, String email);

  /**
   * Sets or removes the tenant id of an enrollment. Tokens stay valid. After a removal the next
   * request that names the enrollment and a tenant id binds it.
   *
   * @param organizationId whose enrollment
   * @param enrollmentId the enrollment, active or not
   * @param tenantId the new tenant id, by the rules of {@link EmbedTokenRequest}; null to remove it
   * @return {@link ChangeResult#TAKEN} when another enrollment of the program has this tenant id
   * @throws EmbedException with {@link ErrorCode#VALIDATION_ERROR} when the tenant id breaks a rule
   * @throws UnsupportedOperationException when the store is no {@link
   *     co.refport.embed.spi.OperatorStore}
   */
  ChangeResult setTenantId(String organizationId, String enrollmentId, @Nullable String tenantId);

  /**
   * Merges an enrollment into another, for a person who has two. The winner keeps its id, its email
   * and its tokens, and gets the loser's tenant id if it has none. The loser is deleted: minting
   * with its id is refused as {@link ErrorCode#NOT_FOUND}, and use of its tokens as {@link
   * ErrorCode#TOKEN_INVALID}. Its partner is deleted too, unless that has another enrollment. The
   * email of a deleted partner is free, so {@link #setEmail} can give it to the winner.
   *
   * <p>To keep both identifiers in one step, let the enrollment win whose email is the current one.
   *
   * @param organizationId whose enrollments
   * @param loserId the enrollment that ends, active or not
   * @param winnerId the enrollment that stays, active or not
   * @return whether this call has merged them; false, and nothing changes, when the organization
   *     does not have both, or when they are the same or of different programs
   * @throws UnsupportedOperationException when the store is no {@link
   *     co.refport.embed.spi.OperatorStore}
   */
  boolean merge(String organizationId, String loserId, String winnerId);

  /**
   * Erases the partner that an enrollment is of: email, name, and all its enrollments with their
   * tenant ids, in every program. Minting with their ids is refused as {@link ErrorCode#NOT_FOUND},
   * and use of their tokens as {@link ErrorCode#TOKEN_INVALID}. What is revoked stays revoked. This
   * cannot be undone. A later request with the same email creates a new partner.
   *
   * @param organizationId whose enrollment
   * @param enrollmentId any enrollment of the partner, active or not
   * @return whether this call has erased it; false when the organization has no such enrollment
   * @throws UnsupportedOperationException when the store is no {@link
   *     co.refport.embed.spi.OperatorStore}
   */
  boolean erasePartner(String organizationId, String enrollmentId);
}
