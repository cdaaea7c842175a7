package co.refport.embed.internal;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbeddedPartner;
import co.refport.embed.ErrorCode;
import co.refport.embed.VerifiedToken;
import co.refport.embed.internal.TokenVerifier.Candidate;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.RateLimiter.Scope;
import co.refport.embed.spi.TokenState;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates tokens where they are used: form, signature, expiry, limit, state, in this order.
 * The limit by address only changes the response to a token that is rejected anyway.
 */
final class TokenAuthenticator {

  private final TokenVerifier verifier;
  private final TokenStates states;
  private final Limits limits;
  private final RateLimit tokenLimit;
  private final RateLimit addressLimit;
  private final InstantSource clock;
  private final Listeners listeners;

  TokenAuthenticator(
      TokenVerifier verifier,
      TokenStates states,
      Limits limits,
      RateLimit tokenLimit,
      RateLimit addressLimit,
      InstantSource clock,
      Listeners listeners) {
    this.verifier = verifier;
    this.states = states;
    this.limits = limits;
    this.tokenLimit = tokenLimit;
    this.addressLimit = addressLimit;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** Authenticates without a limit. */
  VerifiedToken verify(String token) {
    TokenClaims claims = null;
    try {
      claims = claims(parse(token));
      return check(claims, timeLeft(claims));
    } catch (EmbedException e) {
      throw publishRejection(e, claims);
    }
  }

  /** Authenticates a request from this address. */
  VerifiedToken admit(@Nullable String token, String clientAddress) {
    Candidate candidate;
    try {
      candidate = parse(token);
    } catch (EmbedException e) {
      throw publishRejection(e, null);
    }
    TokenClaims claims = null;
    try {
      claims = claims(candidate);
      Duration timeLeft = timeLeft(claims);
      acquire(claims.reference().tokenId());
      return check(claims, timeLeft);
    } catch (EmbedException e) {
      throw e.code() == ErrorCode.RATE_LIMIT_EXCEEDED
          ? e
          : publishRejection(e, claims, clientAddress);
    }
  }

  private static Candidate parse(@Nullable String token) {
    if (token == null) {
      throw new EmbedException(ErrorCode.TOKEN_MISSING, "No token was sent");
    }
    return TokenVerifier.parse(token).orElseThrow(TokenVerifier::invalid);
  }

  private TokenClaims claims(Candidate candidate) {
    return verifier.known(candidate).orElseGet(() -> verifier.verify(candidate));
  }

  private void acquire(String tokenId) {
    RateLimiter.Decision decision = limits.acquire(Scope.TOKEN, tokenId, tokenLimit);
    if (!decision.allowed()) {
      throw limits.publishExceeded(Scope.TOKEN, tokenId, decision.retryAfter(), null);
    }
  }

  /** Returns how long a token still lives; rejects an expired one. */
  private Duration timeLeft(TokenClaims claims) {
    Duration left = Duration.between(clock.instant(), claims.expires());
    if (left.isZero() || left.isNegative()) {
      throw new EmbedException(ErrorCode.TOKEN_EXPIRED, "The token has expired");
    }
    return left;
  }

  private VerifiedToken check(TokenClaims claims, Duration timeLeft) {
    String tokenId = claims.reference().tokenId();
    TokenState state = states.find(claims.reference()).orElseThrow(TokenVerifier::invalid);
    if (state.revoked() || claims.revision() < state.revision()) {
      throw new EmbedException(ErrorCode.TOKEN_REVOKED, "The token was revoked");
    }
    if (!state.active()) {
      throw new EmbedException(ErrorCode.ENROLLMENT_INACTIVE, "The enrollment is not active");
    }
    EmbeddedPartner partner = state.partner();
    listeners.tell(
        new EmbedEvent.TokenVerified(
            partner.organizationId(), partner.programId(), partner.enrollmentId(), tokenId));
    return new VerifiedToken(partner, tokenId, claims.expires(), timeLeft, state.origins());
  }

  /** Counts a rejected token against its address; over the limit, the response is another. */
  private EmbedException publishRejection(
      EmbedException rejection, @Nullable TokenClaims claims, String clientAddress) {
    if (rejection.code().httpStatus() == ErrorCode.TOKEN_INVALID.httpStatus()) {
      RateLimiter.Decision decision =
          limits.acquire(Scope.TOKEN_ADDRESS, clientAddress, addressLimit);
      if (!decision.allowed()) {
        return limits.publishExceeded(
            Scope.TOKEN_ADDRESS, clientAddress, decision.retryAfter(), null);
      }
    }
    return publishRejection(rejection, claims);
  }

  private EmbedException publishRejection(EmbedException rejection, @Nullable TokenClaims claims) {
    listeners.tell(
        new EmbedEvent.TokenRefused(
            rejection.code(), claims == null ? null : claims.reference().tokenId()));
    return rejection;
  }
}
