package co.refport.embed;

import co.refport.embed.spi.EmbedStore;
import org.jspecify.annotations.Nullable;

/**
 * The entry point: mints public tokens, each for one partner, and judges them where they are used.
 * A host builds one per application and closes it when the application ends: limits and caches are
 * its own.
 *
 * <pre>{@code
 * EmbedTokens tokens = EmbedTokens.builder(store).settings(EmbedSettings.system()).build();
 * EmbedToken token =
 *     tokens.create("org_1", EmbedTokenRequest.builder().tenantId("customer-7").build());
 * EmbeddedPartner partner = tokens.verify(token.publicToken());
 * }</pre>
 *
 * <p>Safe for use by any number of threads. Starts no thread. No argument is null unless it is
 * marked so. After {@link #close()} every operation, of what it gives out too, throws {@link
 * IllegalStateException}.
 *
 * <p>What is cached: API keys that were found valid, the signing keys, and what the use of a token
 * depends on; none is used for longer than {@link EmbedTokensBuilder#staleness} without being read
 * again. That a token's signature holds is remembered until the token expires or its key is
 * withdrawn. Partners and enrollments are read from the store for every token that is minted.
 */
public interface EmbedTokens extends AutoCloseable {

  /**
   * Starts to configure.
   *
   * @param store where identity lives; stays the host's to close
   * @return a builder with the defaults
   */
  static EmbedTokensBuilder builder(EmbedStore store) {
    return new EmbedTokensBuilder(store);
  }

  /**
   * Judges an API key, and takes one permit of its allowance.
   *
   * <p>A key that is missing or not well-formed is rejected without a look-up. A well-formed key is
   * looked up, unless too many look-ups found nothing in this second: see {@link
   * EmbedTokensBuilder#unknownKeysPerSecond}. A key that this instance has found valid in the last
   * ten minutes is outside that budget. A key that is unknown, expired or revoked counts against
   * the client's address. Over {@link EmbedTokensBuilder#addressLimit}, the response to such a key
   * is {@link ErrorCode#RATE_LIMIT_EXCEEDED} instead of {@link ErrorCode#UNAUTHORIZED}.
   *
   * @param apiKey the key as the caller sent it; null when none was sent
   * @param clientAddress the caller's network address, as far as the host trusts it, or null if it
   *     is unknown; an IPv6 address counts as its /64
   * @return the caller, who may mint now
   * @throws EmbedException with {@link ErrorCode#UNAUTHORIZED}, {@link
   *     ErrorCode#RATE_LIMIT_EXCEEDED} or {@link ErrorCode#SERVICE_UNAVAILABLE}
   */
  AuthenticatedCaller authenticate(@Nullable String apiKey, @Nullable String clientAddress);

  /**
   * Mints a token in process, for a host that is its own caller: without an API key, hence without
   * a limit.
   *
   * @param organizationId whose program
   * @param request whom the token is for
   * @return the token
   * @throws EmbedException as {@link AuthenticatedCaller#create} does
   */
  EmbedToken create(String organizationId, EmbedTokenRequest request);

  /**
   * Judges a token in process: without a limit. Its expiry, its revocation and the state of
   * enrollment and program are judged at every call.
   *
   * @param token the token as it was sent, {@code pt_} included; any text
   * @return the partner whom it lets in, read from the store
   * @throws EmbedException with {@link ErrorCode#TOKEN_INVALID}, {@link ErrorCode#TOKEN_EXPIRED},
   *     {@link ErrorCode#TOKEN_REVOKED}, {@link ErrorCode#ENROLLMENT_INACTIVE} or {@link
   *     ErrorCode#SERVICE_UNAVAILABLE}
   */
  EmbeddedPartner verify(String token);

  /**
   * Judges a token of a request to the portal, and takes one permit of the token's allowance.
   *
   * <p>A token that is missing or not well-formed is rejected immediately. The signature of any
   * other token is checked first. A token that is rejected counts against the client's address.
   * Over {@link EmbedTokensBuilder#addressLimit}, the response to such a token is {@link
   * ErrorCode#RATE_LIMIT_EXCEEDED}. A valid token is never rejected because of its address.
   *
   * @param token the token as it was sent; null when none was sent
   * @param clientAddress the client's network address, as far as the host trusts it, or null if it
   *     is unknown; an IPv6 address counts as its /64
   * @return what the token says
   * @throws EmbedException as {@link #verify} does, or with {@link ErrorCode#TOKEN_MISSING} or
   *     {@link ErrorCode#RATE_LIMIT_EXCEEDED}
   */
  VerifiedToken admit(@Nullable String token, @Nullable String clientAddress);

  /**
   * Ends tokens before they expire.
   *
   * @return the revocations of this instance
   */
  Revocations revocations();

  /**
   * The API keys of organizations.
   *
   * @return the API keys, as this instance's operator has them
   */
  ApiKeys apiKeys();

  /**
   * The programs of organizations.
   *
   * @return the programs, as this instance's operator has them
   */
  Programs programs();

  /**
   * The enrollments of partners.
   *
   * @return the enrollments, as this instance's operator has them
   */
  Enrollments enrollments();

  /**
   * The keys that tokens are signed with.
   *
   * @return the keys of this instance
   */
  SigningKeys signingKeys();

  /** Ends the use of this instance; does not close the store. Closing twice does nothing. */
  @Override
  void close();
}
