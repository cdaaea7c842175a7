package co.refport.embed.spi;

import java.util.List;

/**
 * A store in which an operator can set up programs and API keys.
 *
 * <p>The contract of every operation is that of {@link EmbedStore}.
 */
public interface OperatorStore {

  /**
   * Adds a program, which is active from then on.
   *
   * <p>Conditional: nothing changes when the id is taken or the organization has an active program.
   *
   * @param program the program
   * @return whether this very call has added it
   */
  boolean insertProgram(ProgramRecord program);

  /**
   * Replaces the origins that may frame a program's portal.
   *
   * @param programId the program
   * @param origins as {@link ProgramRecord} has them
   * @return whether there is such a program, which has these origins now
   * @throws IllegalArgumentException when one of them is no origin or there are too many; nothing
   *     changes then
   */
  boolean setOrigins(String programId, List<String> origins);

  /**
   * Adds an API key.
   *
   * <p>Conditional: nothing changes when the id or the hash is taken.
   *
   * @param apiKey the key's record
   * @return whether this very call has added it
   */
  boolean insertApiKey(ApiKeyRecord apiKey);
}
