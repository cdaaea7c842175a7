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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges tokens where they are used: form, signature, expiry, limit, state, in this order. */
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

  /** Judges without a limit. */
  VerifiedToken verify(String token) {
    Candidate candidate = parse(token);
    TokenClaims claims = verifier.known(candidate).orElseGet(() -> verify(candidate));
    return judge(claims, timeLeft(claims));
  }

  /** Judges a request from this address. */
  VerifiedToken admit(@Nullable String token, String clientAddress) {
    if (token == null) {
      throw refused(new EmbedException(ErrorCode.TOKEN_MISSING, "No token was sent"), null);
    }
    Candidate candidate = parse(token);
    Optional<TokenClaims> known = verifier.known(candidate);
    if (known.isEmpty()) {
      limits.requirePermit(Scope.TOKEN_ADDRESS, clientAddress, addressLimit);
    }
    try {
      TokenClaims claims = known.orElseGet(() -> verify(candidate));
      Duration timeLeft = timeLeft(claims);
      acquire(claims.reference().tokenId());
      return judge(claims, timeLeft);
    } catch (EmbedException e) {
      if (e.code().httpStatus() == ErrorCode.TOKEN_INVALID.httpStatus()) {
        limits.acquire(Scope.TOKEN_ADDRESS, clientAddress, addressLimit);
      }
      throw e;
    }
  }

  private Candidate parse(String token) {
    return TokenVerifier.parse(token).orElseThrow(() -> refused(TokenVerifier.invalid(), null));
  }

  private TokenClaims verify(Candidate candidate) {
    try {
      return verifier.verify(candidate);
    } catch (EmbedException e) {
      throw refused(e, null);
    }
  }

  private void acquire(String tokenId) {
    RateLimiter.Decision decision = limits.acquire(Scope.TOKEN, tokenId, tokenLimit);
    if (!decision.allowed()) {
      throw limits.exceeded(Scope.TOKEN, tokenId, decision.retryAfter(), null);
    }
  }

  /** How long it still lives; refuses a token that does not. */
  private Duration timeLeft(TokenClaims claims) {
    Duration left = Duration.between(clock.instant(), claims.expires());
    if (left.isZero() || left.isNegative()) {
      throw refused(
          new EmbedException(ErrorCode.TOKEN_EXPIRED, "The token has expired"),
          claims.reference().tokenId());
    }
    return left;
  }

  private VerifiedToken judge(TokenClaims claims, Duration timeLeft) {
    String tokenId = claims.reference().tokenId();
    TokenState state =
        states
            .find(claims.reference())
            .orElseThrow(() -> refused(TokenVerifier.invalid(), tokenId));
    if (state.revoked() || claims.revision() < state.revision()) {
      throw refused(new EmbedException(ErrorCode.TOKEN_REVOKED, "The token was revoked"), tokenId);
    }
    if (!state.active()) {
      throw refused(
          new EmbedException(ErrorCode.ENROLLMENT_INACTIVE, "The enrollment is not active"),
          tokenId);
    }
    EmbeddedPartner partner = state.partner();
    listeners.tell(
        new EmbedEvent.TokenVerified(
            partner.organizationId(), partner.programId(), partner.enrollmentId(), tokenId));
    return new VerifiedToken(partner, tokenId, claims.expires(), timeLeft, state.origins());
  }

  private EmbedException refused(EmbedException refusal, @Nullable String tokenId) {
    listeners.tell(new EmbedEvent.TokenRefused(refusal.code(), tokenId));
    return refusal;
  }
}
