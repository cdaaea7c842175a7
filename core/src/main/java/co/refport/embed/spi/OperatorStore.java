package co.refport.embed.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store in which an operator can set up programs and API keys, and can change, merge and erase
 * partners. What operators call are {@link co.refport.embed.Programs}, {@link
 * co.refport.embed.ApiKeys} and {@link co.refport.embed.Enrollments}.
 *
 * <p>What every operation holds is said at {@link EmbedStore}.
 */
public interface OperatorStore {

  /** The most that a list holds. */
  int MAX_LISTED = 1000;

  /**
   * Adds a program, which is found as it was given, its instant to the millisecond ({@code
   * insert-program.as-stored}).
   *
   * <p>{@code insert-program.once}: nothing changes when the id is taken, or the program is to be
   * active and its organization has an active one.
   *
   * @param program the program
   * @return whether this very call has added it
   */
  boolean insertProgram(ProgramRecord program);

  /**
   * Lists an organization's programs ({@code find-programs.newest-first}).
   *
   * @param organizationId any text
   * @return the newest {@value #MAX_LISTED}, newest first; among equally old ones, in any order
   */
  List<ProgramRecord> findPrograms(String organizationId);

  /**
   * Makes a program active or not.
   *
   * <ul>
   *   <li>{@code program-active.set}: asking for what is so already is no failure.
   *   <li>{@code program-active.one}: nothing changes when it is to be active and its organization
   *       has another active program. Of any number of calls at once, one wins.
   * </ul>
   *
   * @param organizationId whose program
   * @param programId the program
   * @param active whether tokens may be minted and used from now on
   * @return whether the organization has this program, which is as asked for now
   */
  boolean setProgramActive(String organizationId, String programId, boolean active);

  /**
   * Replaces the origins that may frame a program's portal ({@code origins.replaced}).
   *
   * @param organizationId whose program
   * @param programId the program, active or not
   * @param origins the new list, in the forms that {@link ProgramRecord} lists
   * @return whether the organization has this program, which has these origins now
   * @throws IllegalArgumentException if {@link ProgramRecord#requireOrigins} rejects the origins;
   *     nothing changes then ({@code origins.refused})
   */
  boolean setOrigins(String organizationId, String programId, List<String> origins);

  /**
   * Makes an enrollment active or not ({@code enrollment-active.set}), whether or not its program
   * is.
   *
   * @param organizationId whose enrollment
   * @param enrollmentId the enrollment
   * @param active whether tokens may be minted and used for it from now on
   * @return whether the organization has this enrollment, which is as asked for now
   */
  boolean setEnrollmentActive(String organizationId, String enrollmentId, boolean active);

  /**
   * Replaces the email of the partner that an enrollment is of, whether or not the enrollment or
   * its program is active.
   *
   * <ul>
   *   <li>{@code email.set}: the partner is found by the new email in each of its programs, and no
   *       longer by the old one. Ids, name, tenant ids and revisions stay.
   *   <li>{@code email.taken}: nothing changes when another partner of the organization has this
   *       email. Of any number of calls at the same time, creations included, one wins.
   * </ul>
   *
   * @param organizationId whose enrollment
   * @param enrollmentId any enrollment of the partner
   * @param email the new email in canonical form: ASCII, lower case, at most 254 characters
   * @param typedEmail the new email as it was typed, for display; at most 512 characters
   * @return what became of it
   */
  ChangeResult setEmail(
      String organizationId, String enrollmentId, String email, String typedEmail);

  /**
   * Replaces or removes the tenant id of an enrollment, whether or not the enrollment or its
   * program is active.
   *
   * <ul>
   *   <li>{@code tenant-id.set}: the enrollment is found by the new tenant id, and no longer by the
   *       old one. Its revision stays. One that was removed can be bound again.
   *   <li>{@code tenant-id.taken}: nothing changes when another enrollment of the program has this
   *       tenant id. Of any number of calls at the same time, bindings and creations included, one
   *       wins.
   * </ul>
   *
   * @param organizationId whose enrollment
   * @param enrollmentId the enrollment
   * @param tenantId at most 255 characters; null to remove the one that it has
   * @return the outcome; not {@link ChangeResult#TAKEN} when {@code tenantId} is null
   */
  ChangeResult setTenantId(String organizationId, String enrollmentId, @Nullable String tenantId);

  /**
   * Merges an enrollment into another of the same program, whether or not they or the program are
   * active.
   *
   * <ul>
   *   <li>{@code merge.passed}: the winner gets the loser's tenant id if it has none. Otherwise the
   *       winner stays as it is.
   *   <li>{@code merge.gone}: the loser is deleted, and so is its partner if no other enrollment is
   *       left of it in any program.
   *   <li>{@code merge.refused}: nothing changes when the organization does not have both, or when
   *       they are one enrollment or of two programs.
   *   <li>{@code merge.once}: of any number of calls at the same time that merge one loser, or two
   *       enrollments into each other, one wins.
   * </ul>
   *
   * @param organizationId whose enrollments
   * @param loserId the enrollment that ends
   * @param winnerId the enrollment that stays
   * @return whether this call has merged them
   */
  boolean mergeEnrollments(String organizationId, String loserId, String winnerId);

  /**
   * Deletes the partner that an enrollment is of.
   *
   * <ul>
   *   <li>{@code erase.gone}: neither the partner nor any of its enrollments is left, in any
   *       program, active or not. A later creation for its email makes a new partner.
   *   <li>{@code erase.revocations}: revoked tokens and revoked API keys stay revoked.
   *   <li>{@code erase.once}: of any number of calls at the same time, one wins. A creation at that
   *       time happens before or after, and never leaves an enrollment without a partner.
   * </ul>
   *
   * @param organizationId whose enrollment
   * @param enrollmentId any enrollment of the partner
   * @return whether this call has deleted it
   */
  boolean erasePartner(String organizationId, String enrollmentId);

  /**
   * Adds an API key, which is found as it was given, its instants to the millisecond ({@code
   * insert-api-key.as-stored}).
   *
   * <p>{@code insert-api-key.once}: nothing changes when the id or the hash is taken.
   *
   * @param apiKey the key's record
   * @return whether this very call has added it
   */
  boolean insertApiKey(ApiKeyRecord apiKey);

  /**
   * Lists an organization's API keys, in whatever state they are ({@code
   * find-api-keys.newest-first}).
   *
   * @param organizationId any text
   * @return the newest {@value #MAX_LISTED}, newest first; among equally old ones, in any order
   */
  List<ApiKeyRecord> findApiKeys(String organizationId);

  /**
   * Brings the expiry of an API key forward ({@code expire-api-key.forward}): a key that expires
   * earlier, or then, keeps its expiry. Nothing is ever put off, so that an expired key stays so.
   *
   * @param organizationId whose key
   * @param apiKeyId the key's id
   * @param expiresAt from when on it is refused; kept to the millisecond
   * @return whether the organization has this key, which expires then or earlier now
   */
  boolean expireApiKey(String organizationId, String apiKeyId, Instant expiresAt);

  /**
   * Remembers when an API key was last used ({@code api-key-use.latest}). An earlier instant than
   * what is remembered changes nothing.
   *
   * @param organizationId whose key
   * @param apiKeyId the key's id
   * @param usedAt when; kept to the millisecond
   * @return whether this very call has moved it on
   */
  boolean recordApiKeyUse(String organizationId, String apiKeyId, Instant usedAt);
}
