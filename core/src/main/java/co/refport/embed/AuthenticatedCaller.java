package co.refport.embed;

import java.io.InputStream;

/**
 * A caller whose API key was found valid and whose allowance is not used up: the only way from a
 * key to a token.
 *
 * <p>Made by {@link EmbedTokens#authenticate}, for one request; immutable and safe for use by
 * several threads.
 */
public interface AuthenticatedCaller {

  /** The size of the largest request body, in bytes. */
  int MAX_BODY_BYTES = 16_384;

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
   * Reads the body of this caller's request, without closing it. {@link
   * EmbedTokensBuilder#bodyTimeout} and {@link EmbedTokensBuilder#bodiesPerKey} set the limits.
   *
   * <p>The time is checked between two reads. A read that blocks, because the client sends nothing
   * at all, ends when the server's own read timeout ends it. Never reads more than one byte beyond
   * {@link #MAX_BODY_BYTES}.
   *
   * @param body the body; its {@code read} returns what has arrived, without waiting for more
   * @return the whole body, at most {@link #MAX_BODY_BYTES} bytes
   * @throws EmbedException with {@link ErrorCode#REQUEST_TIMEOUT} if the body was not complete in
   *     time, {@link ErrorCode#RATE_LIMIT_EXCEEDED} if too many bodies of the API key are being
   *     read, {@link ErrorCode#PAYLOAD_TOO_LARGE}, or {@link ErrorCode#VALIDATION_ERROR} if the
   *     body breaks off
   */
  byte[] readBody(InputStream body);

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
