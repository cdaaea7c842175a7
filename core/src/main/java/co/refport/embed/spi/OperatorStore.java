package co.refport.embed.spi;

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
   * Adds an API key.
   *
   * <p>Conditional: nothing changes when the id or the hash is taken.
   *
   * @param apiKey the key's record
   * @return whether this very call has added it
   */
  boolean insertApiKey(ApiKeyRecord apiKey);
}
