package co.refport.embed.internal;

import co.refport.embed.Allowance;
import co.refport.embed.AuthenticatedCaller;
import co.refport.embed.EmbedException;
import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedListener;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The straight way of a request: authenticate, then validate, resolve, sign. */
public final class TokenService implements EmbedTokens {

  private static final Duration RETRY_UNAVAILABLE = Duration.ofSeconds(5);

  /** All that the builder has checked. */
  public record Configuration(
      EmbedStore store,
      SigningKeyRing signingKeys,
      RateLimiter rateLimiter,
      List<EmbedListener> listeners,
      String issuer,
      Duration tokenLifetime,
      Duration staleness,
      RateLimit apiKeyLimit,
      RateLimit addressLimit,
      long cacheSize,
      InstantSource clock,
      LongSupplier ticker,
      RandomGenerator random) {}

  private final CallerAuthenticator authenticator;
  private final IdentityResolver resolver;
  private final SigningKeyRing signingKeys;
  private final TokenSigner signer;
  private final RandomIds ids;
  private final Listeners listeners;
  private volatile boolean closed;

  public TokenService(Configuration configuration) {
    this.ids = new RandomIds(configuration.random());
    this.signingKeys = configuration.signingKeys();
    this.listeners = new Listeners(configuration.listeners());
    this.authenticator =
        new CallerAuthenticator(
            configuration.store(),
            configuration.rateLimiter(),
            configuration.apiKeyLimit(),
            configuration.addressLimit(),
            configuration.staleness(),
            configuration.cacheSize(),
            configuration.clock(),
            configuration.ticker(),
            listeners);
    this.resolver =
        new IdentityResolver(configuration.store(), ids, configuration.clock(), listeners);
    this.signer =
        new TokenSigner(
            configuration.clock(), configuration.issuer(), configuration.tokenLifetime());
  }

  @Override
  public AuthenticatedCaller authenticate(@Nullable String apiKey, String clientAddress) {
    return guarded(null, null, () -> new Caller(authenticator.authenticate(apiKey, clientAddress)));
  }

  @Override
  public EmbedToken create(String organizationId, EmbedTokenRequest request) {
    return mint(organizationId, null, request);
  }

  private EmbedToken mint(
      String organizationId, @Nullable String apiKeyId, EmbedTokenRequest request) {
    return guarded(
        organizationId,
        apiKeyId,
        () -> {
          Identity identity = Identity.of(request);
          // before anything is stored: without a key there will be no token
          SigningKeyRing.SigningKey key = signingKeys.current();
          EnrollmentRecord enrollment = resolver.resolve(organizationId, identity);
          String tokenId = ids.next("");
          EmbedToken token = signer.sign(key, enrollment, apiKeyId, tokenId);
          listeners.tell(
              new EmbedEvent.TokenMinted(
                  organizationId,
                  enrollment.programId(),
                  enrollment.id(),
                  apiKeyId,
                  tokenId,
                  token.expires()));
          return token;
        });
  }

  /** Runs one step; what it refuses is told to the listeners. */
  private <T> T guarded(
      @Nullable String organizationId, @Nullable String apiKeyId, Supplier<T> step) {
    if (closed) {
      throw new IllegalStateException("EmbedTokens is closed");
    }
    try {
      return step.get();
    } catch (StoreUnavailableException e) {
      EmbedException refusal =
          EmbedException.retryable(
              ErrorCode.SERVICE_UNAVAILABLE,
              "The service is not available for the moment",
              RETRY_UNAVAILABLE);
      refusal.initCause(e);
      listeners.tell(new EmbedEvent.RequestRefused(refusal.code(), organizationId, apiKeyId));
      throw refusal;
    } catch (EmbedException e) {
      if (e.code() != ErrorCode.RATE_LIMIT_EXCEEDED) {
        listeners.tell(new EmbedEvent.RequestRefused(e.code(), organizationId, apiKeyId));
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class Caller implements AuthenticatedCaller {

    private final CallerAuthenticator.Caller caller;

    Caller(CallerAuthenticator.Caller caller) {
      this.caller = caller;
    }

    @Override
    public String organizationId() {
      return caller.apiKey().organizationId();
    }

    @Override
    public String apiKeyId() {
      return caller.apiKey().id();
    }

    @Override
    public Allowance allowance() {
      return caller.allowance();
    }

    @Override
    public EmbedToken create(EmbedTokenRequest request) {
      return mint(organizationId(), apiKeyId(), request);
    }
  }
}
