package co.refport.embed;

/**
 * A caller whose API key was found valid and whose allowance is not used up: the only way from a
 * key to a token.
 *
 * <p>Made by {@link EmbedTokens#authenticate}, for one request; immutable and safe for use by
 * several threads.
 */
public interface AuthenticatedCaller {

  /**
   * The organization that the API key belongs to.
   *
   * @return its id
   */
  String organizationId();

  /**
   * The API key's id, never the key.
   *
   * @return its id
   */
  String apiKeyId();

  /**
   * What is left of the key's allowance after this request.
   *
   * @return the allowance
   */
  Allowance allowance();

  /**
   * Finds or creates the partner that the request names, and mints a token for it.
   *
   * <p>A new partner and its enrollment are stored together or not at all, before the token is
   * made. Every call makes a token of its own; calls at the same time that name one identity all
   * succeed and agree on the enrollment.
   *
   * @param request whom the token is for
   * @return the token
   * @throws EmbedException with {@link ErrorCode#VALIDATION_ERROR}, {@link ErrorCode#NOT_FOUND},
   *     {@link ErrorCode#CONFLICT}, when nothing of what was asked for has been stored; or {@link
   *     ErrorCode#SERVICE_UNAVAILABLE}, when nothing or everything has been stored: asking again
   *     tells
   */
  EmbedToken create(EmbedTokenRequest request);
}
