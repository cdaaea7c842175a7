package co.refport.embed;

import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.util.List;
import java.util.Optional;

/**
 * The referral programs of organizations, for operators. An organization has at most one that is
 * active; tokens are minted and used in an active one only.
 *
 * <p>A change is durable when the call returns, is honoured by this instance at once and by every
 * other within its staleness bound, and may be repeated.
 *
 * <p>Safe for use by any number of threads. No argument is null. Every operation throws {@link
 * EmbedException} with {@link ErrorCode#SERVICE_UNAVAILABLE} when the store cannot be reached, in
 * which case nothing or everything has been stored; and {@link UnsupportedOperationException} when
 * the store is no {@link OperatorStore}.
 */
public interface Programs {

  /**
   * Creates a program, which is active from now on.
   *
   * @param organizationId whose program, 1 to 64 characters, none of them a control character or an
   *     unpaired surrogate
   * @param origins the origins that may frame its portal, in the forms that {@link ProgramRecord}
   *     lists; empty for the portal's own origin only
   * @return the program; empty when the organization has an active one, which stays as it is
   * @throws IllegalArgumentException if the organization's id is no such text, or if {@link
   *     ProgramRecord#requireOrigins} rejects the origins
   */
  Optional<ProgramRecord> create(String organizationId, List<String> origins);

  /**
   * Lists an organization's programs.
   *
   * @param organizationId any text
   * @return the newest {@value OperatorStore#MAX_LISTED}, newest first
   */
  List<ProgramRecord> list(String organizationId);

  /**
   * Makes a program active or not. In one that is not, nobody is let in: minting is refused as
   * {@link ErrorCode#NOT_FOUND}, and use as {@link ErrorCode#ENROLLMENT_INACTIVE}.
   *
   * @param organizationId whose program
   * @param programId the program
   * @param active what it is from now on
   * @return whether the organization has this program, which is so now; false also when another one
   *     is active
   */
  boolean setActive(String organizationId, String programId, boolean active);

  /**
   * Replaces the origins that may frame a program's portal.
   *
   * @param organizationId the organization that has the program
   * @param programId the program
   * @param origins the new list, in the forms that {@link ProgramRecord} lists; empty for the
   *     portal's own origin only
   * @return whether the organization has this program, which has these origins now
   * @throws IllegalArgumentException if {@link ProgramRecord#requireOrigins} rejects the origins;
   *     nothing changes then
   */
  boolean setOrigins(String organizationId, String programId, List<String> origins);
}
