package co.refport.embed.spi;

import java.util.Optional;

/**
 * Where organizations' keys, programs, partners and enrollments live.
 *
 * <p>The data: an <em>organization</em> is an id that the host knows. A <em>program</em> belongs to
 * one organization, which has at most one active program. A <em>partner</em> belongs to one
 * organization and is unique in it by email. An <em>enrollment</em> joins one partner to one
 * program; it is unique on (program, partner) and, where it has a tenant id, on (program, tenant
 * id). <strong>The store enforces these four rules itself</strong>, against all nodes of a cluster,
 * for instance by unique indexes: callers do not look before they write.
 *
 * <p>Contract of every operation:
 *
 * <ul>
 *   <li><strong>Threads</strong>: safe for any number of threads.
 *   <li><strong>Nulls</strong>: no argument and no result is null.
 *   <li><strong>Freshness</strong>: a read sees every write that returned before the read began, on
 *       this node and, unless the implementation states otherwise, on every other. No caching.
 *   <li><strong>Equality</strong>: all text is compared code point by code point; letter case,
 *       accents and trailing spaces make a difference. Emails arrive in canonical form.
 *   <li><strong>Isolation</strong>: nothing of another organization is ever returned or changed.
 *   <li><strong>Atomicity</strong>: a write happens entirely or not at all, in a transaction of its
 *       own that is independent of any transaction of the caller, and is durable when the call
 *       returns.
 *   <li><strong>Errors</strong>: {@link StoreUnavailableException} when the data cannot be reached;
 *       any other exception is taken for a defect. Messages hold no secret and no email. After an
 *       exception from a write, nothing is stored or everything is; asking again tells.
 * </ul>
 *
 * <p>What only some hosts need are types of their own, which a store may implement too: {@link
 * SigningKeyStore}, {@link RevocationStore}, {@link OperatorStore}.
 */
public interface EmbedStore {

  /**
   * Finds an API key, in whatever state it is.
   *
   * @param sha256 {@link co.refport.embed.ApiKey#sha256()} of the key
   * @return the key's record, or empty when there is none
   */
  Optional<ApiKeyRecord> findApiKey(String sha256);

  /**
   * Says whether the organization has an active program.
   *
   * @param organizationId any text
   * @return whether it has one
   */
  boolean hasActiveProgram(String organizationId);

  /**
   * Finds an enrollment by its id, in the organization's active program.
   *
   * @param organizationId whose program
   * @param enrollmentId any text
   * @return the enrollment, active or not; empty when that program has none of this id, or the
   *     organization has no active program
   */
  Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String enrollmentId);

  /**
   * Finds an enrollment by its tenant id, in the organization's active program.
   *
   * @param organizationId whose program
   * @param tenantId any text
   * @return the enrollment, active or not; empty when that program has none of this tenant id, or
   *     the organization has no active program
   */
  Optional<EnrollmentRecord> findEnrollmentByTenantId(String organizationId, String tenantId);

  /**
   * Finds the enrollment of the partner that has an email, in the organization's active program.
   *
   * @param organizationId whose program
   * @param email the email in canonical form
   * @return the enrollment, active or not; empty when no partner of the organization has this
   *     email, it is not enrolled in that program, or the organization has no active program
   */
  Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email);

  /**
   * Enrolls a partner in the organization's active program, and creates the partner if the
   * organization has none of this email. A partner that exists keeps its id, name and email.
   *
   * <p>Conditional: when a rule of uniqueness stands against it, because another call was first,
   * everything is rolled back, a new partner included, and the result says {@link
   * CreateResult.Lost}.
   *
   * @param enrollment what to create
   * @return what became of it
   */
  CreateResult createEnrollment(NewEnrollment enrollment);

  /**
   * Gives an active enrollment its tenant id, if it has none.
   *
   * <p>Conditional: nothing changes when the enrollment does not exist, is not active, has a tenant
   * id already (even this one), or another enrollment of its program has this tenant id.
   *
   * @param enrollmentId the enrollment's id
   * @param tenantId at most 255 characters
   * @return whether this very call has bound it
   */
  boolean bindTenantId(String enrollmentId, String tenantId);

  /**
   * Reads what a token's use depends on.
   *
   * @param token what the token names
   * @return the state, active or not, revoked or not; empty when the program has no such
   *     enrollment, or when an API key is named and the program's organization has none of this id
   */
  Optional<TokenState> findTokenState(TokenReference token);
}
