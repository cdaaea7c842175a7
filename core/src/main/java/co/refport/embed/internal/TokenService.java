package co.refport.embed.internal;

import co.refport.embed.Allowance;
import co.refport.embed.ApiKeys;
import co.refport.embed.AuthenticatedCaller;
import co.refport.embed.EmbedException;
import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbeddedPartner;
import co.refport.embed.Enrollments;
import co.refport.embed.ErrorCode;
import co.refport.embed.Programs;
import co.refport.embed.Revocations;
import co.refport.embed.SigningKeys;
import co.refport.embed.VerifiedToken;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedListener;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.RequestDeadline;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The straight ways: to mint, authenticate, then validate, resolve, sign; to use a token, verify,
 * then limit and judge its state.
 */
public final class TokenService implements EmbedTokens {

  /** All that the builder has checked. */
  public record Configuration(
      EmbedStore store,
      SigningKeyRing signingKeys,
      RateLimiter rateLimiter,
      List<EmbedListener> listeners,
      String issuer,
      Duration tokenLifetime,
      Duration staleness,
      Duration requestTimeout,
      RateLimit apiKeyLimit,
      RateLimit addressLimit,
      RateLimit tokenLimit,
      long unknownKeysPerSecond,
      Duration bodyTimeout,
      long bodiesPerKey,
      long cacheSize,
      Executor executor,
      InstantSource clock,
      LongSupplier ticker,
      RandomGenerator random) {}

  private final CallerAuthenticator callers;
  private final RequestBodies bodies;
  private final TokenAuthenticator tokens;
  private final RevocationService revocations;
  private final ApiKeys apiKeys;
  private final Programs programs;
  private final Enrollments enrollments;
  private final IdentityResolver resolver;
  private final SigningKeyRing signingKeys;
  private final TokenSigner signer;
  private final RandomIds ids;
  private final Listeners listeners;
  private final Duration requestTimeout;
  private final LongSupplier ticker;
  private final Gate gate = new Gate();

  public TokenService(Configuration configuration) {
    InstantSource clock = configuration.clock();
    LongSupplier ticker = configuration.ticker();
    EmbedStore store = configuration.store();
    EmbedStore untilDeadline = new DeadlineStore(store);
    this.requestTimeout = configuration.requestTimeout();
    this.ticker = ticker;
    this.ids = new RandomIds(configuration.random());
    this.signingKeys = configuration.signingKeys();
    this.listeners = new Listeners(configuration.listeners());
    Limits limits = new Limits(configuration.rateLimiter(), listeners);
    this.callers =
        new CallerAuthenticator(
            untilDeadline,
            new LastUse(store, configuration.executor(), configuration.cacheSize(), clock, ticker),
            limits,
            configuration.apiKeyLimit(),
            configuration.addressLimit(),
            new LookUpBudget(configuration.unknownKeysPerSecond(), ticker),
            configuration.staleness(),
            configuration.cacheSize(),
            clock,
            ticker);
    this.bodies =
        new RequestBodies(
            configuration.bodyTimeout(), configuration.bodiesPerKey(), limits, ticker);
    TokenStates states =
        new TokenStates(
            untilDeadline, configuration.staleness(), configuration.cacheSize(), ticker);
    this.tokens =
        new TokenAuthenticator(
            new TokenVerifier(
                signingKeys, configuration.issuer(), configuration.cacheSize(), clock, ticker),
            states,
            limits,
            configuration.tokenLimit(),
            configuration.addressLimit(),
            clock,
            listeners);
    this.revocations =
        new RevocationService(store, gate, callers, states, clock, ticker, listeners);
    this.resolver = new IdentityResolver(untilDeadline, ids, clock, ticker, listeners);
    Operations operations = new Operations(store, gate, listeners);
    this.apiKeys =
        new ApiKeyService(operations, callers, revocations, clock, ids, configuration.random());
    this.programs = new ProgramService(operations, states, clock, ids);
    this.enrollments = new EnrollmentService(operations, resolver, states);
    this.signer = new TokenSigner(clock, configuration.issuer(), configuration.tokenLifetime());
  }

  @Override
  public AuthenticatedCaller authenticate(@Nullable String apiKey, @Nullable String clientAddress) {
    ClientAddress address = ClientAddress.of(clientAddress);
    long start = ticker.getAsLong();
    return guarded(
        null,
        null,
        beforeDeadline(
            requestTimeout,
            () -> {
              CallerAuthenticator.Caller caller = callers.authenticate(apiKey, address);
              long now = ticker.getAsLong();
              return new Caller(caller, requestTimeout.minusNanos(now - start), now);
            }));
  }

  @Override
  public EmbedToken create(String organizationId, EmbedTokenRequest request) {
    return mint(organizationId, null, requestTimeout, request, () -> {});
  }

  private EmbedToken mint(
      String organizationId,
      @Nullable String apiKeyId,
      Duration timeLeft,
      EmbedTokenRequest request,
      Runnable check) {
    return guarded(
        organizationId,
        apiKeyId,
        beforeDeadline(
            timeLeft,
            () -> {
              Identity identity = Identity.of(request);
              check.run();
              // before anything is stored: without a key there will be no token
              SigningKey key = signingKeys.signer();
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
            }));
  }

  /** Gives a step's work with the store a deadline. */
  private <T> Supplier<T> beforeDeadline(Duration timeLeft, Supplier<T> step) {
    return () -> RequestDeadline.run(timeLeft, ticker, step);
  }

  /** Runs one step of minting; what it refuses is told to the listeners. */
  private <T> T guarded(
      @Nullable String organizationId, @Nullable String apiKeyId, Supplier<T> step) {
    try {
      return gate.pass(step);
    } catch (EmbedException e) {
      if (e.code() != ErrorCode.RATE_LIMIT_EXCEEDED) {
        listeners.tell(new EmbedEvent.RequestRefused(e.code(), organizationId, apiKeyId));
      }
      throw e;
    }
  }

  @Override
  public EmbeddedPartner verify(String token) {
    return judged(() -> tokens.verify(token)).partner();
  }

  @Override
  public VerifiedToken admit(@Nullable String token, @Nullable String clientAddress) {
    return judged(() -> tokens.admit(token, ClientAddress.of(clientAddress).counted()));
  }

  private VerifiedToken judged(Supplier<VerifiedToken> judgement) {
    try {
      return gate.pass(
          beforeDeadline(
              requestTimeout,
              () -> {
                VerifiedToken verified = judgement.get();
                revocations.purgeWhenDue();
                return verified;
              }));
    } catch (EmbedException e) {
      if (e.code() == ErrorCode.SERVICE_UNAVAILABLE) {
        listeners.tell(new EmbedEvent.TokenRefused(e.code(), null));
      }
      throw e;
    }
  }

  @Override
  public Revocations revocations() {
    return revocations;
  }

  @Override
  public ApiKeys apiKeys() {
    return apiKeys;
  }

  @Override
  public Programs programs() {
    return programs;
  }

  @Override
  public Enrollments enrollments() {
    return enrollments;
  }

  @Override
  public SigningKeys signingKeys() {
    return new GatedSigningKeys(gate, signingKeys, listeners);
  }

  @Override
  public void close() {
    gate.close();
  }

  private final class Caller implements AuthenticatedCaller {

    private final CallerAuthenticator.Caller caller;

    /**
     * What the look-up of the key has left of the request's time; the body has its own deadline.
     */
    private final Duration timeLeft;

    private final long authenticatedAtNanos;

    Caller(CallerAuthenticator.Caller caller, Duration timeLeft, long authenticatedAtNanos) {
      this.caller = caller;
      this.timeLeft = timeLeft;
      this.authenticatedAtNanos = authenticatedAtNanos;
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
    public byte[] readBody(InputStream body) {
      return guarded(organizationId(), apiKeyId(), () -> bodies.read(apiKeyId(), body));
    }

    @Override
    public EmbedToken create(EmbedTokenRequest request) {
      return mint(organizationId(), apiKeyId(), timeLeft, request, this::checkKeyWhenDue);
    }

    private void checkKeyWhenDue() {
      callers.checkWhenDue(
          caller.apiKey(), Duration.ofNanos(ticker.getAsLong() - authenticatedAtNanos));
    }
  }
}
