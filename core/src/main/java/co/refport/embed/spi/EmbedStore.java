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
 * <p>What every operation holds, here and in the companions below. Each clause has a name, and a
 * test in the published TCK carries it:
 *
 * <ul>
 *   <li>{@code any.threads}: safe for any number of threads; an operation that waits for the data
 *       holds up no other.
 *   <li>{@code any.fresh}: a read sees every write that returned before the read began, on this
 *       node and, unless the implementation states otherwise, on every other. No caching.
 *   <li>{@code any.text}: every text may be asked for, however long, with U+0000 or an unpaired
 *       surrogate in it; what the store cannot hold is not found, and is not stored as something
 *       else.
 *   <li>{@code any.equality}: texts are equal code point by code point only; letter case, accents
 *       and trailing spaces make a difference. Emails arrive in canonical form.
 *   <li>{@code any.isolation}: nothing of another organization is returned or changed.
 *   <li>{@code any.atomic}: a write happens entirely or not at all, whatever fails halfway, and is
 *       durable when the call returns. After an exception, nothing is stored or everything is;
 *       asking again tells.
 *   <li>{@code any.own-transaction}: an operation neither joins a transaction of the caller, nor
 *       sees its uncommitted changes, nor is undone by its rollback. Otherwise a token could be
 *       handed out for an enrollment that never was.
 *   <li>{@code any.unavailable}: {@link StoreUnavailableException} when the data cannot be reached,
 *       does not answer in time or has no room; once it can be reached again the same instance
 *       works. Any other exception is taken for a defect. Messages hold no secret and no email.
 *   <li>{@code any.flat}: a look-up costs the same among a hundred thousand partners as among a
 *       thousand, but for the depth of an index.
 * </ul>
 *
 * <p>No argument and no result is null, unless it is said of the argument.
 *
 * <p>What only some hosts need are types of their own, which a store may implement too: {@link
 * SigningKeyStore}, {@link RevocationStore}, {@link OperatorStore}.
 */
public interface EmbedStore {

  /**
   * Finds an API key, in whatever state it is ({@code find-api-key.any-state}).
   *
   * @param sha256 {@link co.refport.embed.ApiKey#sha256()} of the key
   * @return the key's record, or empty when there is none
   */
  Optional<ApiKeyRecord> findApiKey(String sha256);

  /**
   * Says whether the organization has an active program ({@code has-active-program.exactly}).
   *
   * @param organizationId any text
   * @return whether it has one
   */
  boolean hasActiveProgram(String organizationId);

  /**
   * Finds an enrollment by its id. All three look-ups of enrollments find it active or not ({@code
   * find-enrollment.any-state}), with what was stored of it ({@code find-enrollment.as-stored}), in
   * the organization's active program only ({@code find-enrollment.active-program}).
   *
   * @param organizationId whose program
   * @param enrollmentId any text
   * @return the enrollment; empty when the active program has none of this id, or there is no
   *     active program
   */
  Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String enrollmentId);

  /**
   * Finds an enrollment by its tenant id, as {@link #findEnrollmentById} does by its own.
   *
   * @param organizationId whose program
   * @param tenantId any text
   * @return the enrollment; empty when the active program has none of this tenant id, or there is
   *     no active program
   */
  Optional<EnrollmentRecord> findEnrollmentByTenantId(String organizationId, String tenantId);

  /**
   * Finds the enrollment of the partner that has an email, as {@link #findEnrollmentById} does by
   * its id.
   *
   * @param organizationId whose program
   * @param email the email in canonical form
   * @return the enrollment; empty when no partner of the organization has this email, it is not
   *     enrolled in the active program, or there is no active program
   */
  Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email);

  /**
   * Enrolls a partner in the organization's active program, and creates the partner if the
   * organization has none of this email.
   *
   * <ul>
   *   <li>{@code create.new}: a new enrollment is active, at revision 0, and found at once.
   *   <li>{@code create.known-partner}: a partner that exists keeps its id, name and email.
   *   <li>{@code create.lost}: when a rule of uniqueness stands against it, because another call
   *       was first, the result is {@link CreateResult.Lost} and nothing is stored, not even the
   *       partner. Of any number of calls at once that exclude each other, one wins.
   *   <li>{@code create.no-program}: without an active program the result is {@link
   *       CreateResult.NoActiveProgram} and nothing is stored.
   *   <li>{@code create.sizes}: the longest texts that {@link NewEnrollment} allows are kept.
   * </ul>
   *
   * @param enrollment what to create
   * @return what became of it
   */
  CreateResult createEnrollment(NewEnrollment enrollment);

  /**
   * Gives an active enrollment of the organization's active program its tenant id, if it has none.
   *
   * <ul>
   *   <li>{@code bind.once}: of any number of calls at once, for one enrollment or for one tenant
   *       id, one wins.
   *   <li>{@code bind.refused}: nothing changes when that program has no such enrollment, the
   *       enrollment is not active or has a tenant id already (even this one), or another
   *       enrollment of the program has this tenant id.
   * </ul>
   *
   * @param organizationId whose program
   * @param enrollmentId the enrollment's id
   * @param tenantId at most 255 characters
   * @return whether this very call has bound it
   */
  boolean bindTenantId(String organizationId, String enrollmentId, String tenantId);

  /**
   * Reads what a token's use depends on.
   *
   * <ul>
   *   <li>{@code token-state.as-stored}: partner, enrollment, program and origins as they are now,
   *       active or not, revoked or not.
   *   <li>{@code token-state.api-key}: a token of a revoked API key is revoked; one of a key that
   *       has expired is not.
   *   <li>{@code token-state.gone}: empty when the program has no such enrollment, when an API key
   *       is named and the program's organization has none of this id, or when the store could not
   *       remember the token's own id as revoked: it is longer than 64 characters, or a text that
   *       the store cannot hold.
   * </ul>
   *
   * @param token what the token names
   * @return the state
   */
  Optional<TokenState> findTokenState(TokenReference token);
}
