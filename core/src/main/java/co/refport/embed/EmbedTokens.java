package co.refport.embed;

import static java.util.Objects.requireNonNull;

import co.refport.embed.internal.SigningKeyRing;
import co.refport.embed.internal.TokenService;
import co.refport.embed.ratelimit.CaffeineRateLimiter;
import co.refport.embed.spi.EmbedListener;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.SigningKeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The entry point: mints public tokens, each for one partner. A host builds one per application and
 * closes it when the application ends: limits and caches are its own.
 *
 * <pre>{@code
 * EmbedTokens tokens = EmbedTokens.builder(store).settings(EmbedSettings.system()).build();
 * EmbedToken token =
 *     tokens.create("org_1", EmbedTokenRequest.builder().tenantId("customer-7").build());
 * }</pre>
 *
 * <p>Safe for use by any number of threads. Starts no thread. No argument is null unless it is
 * marked so. After {@link #close()} every operation throws {@link IllegalStateException}.
 *
 * <p>What is cached: API keys that were found valid, and the signing keys; neither is used for
 * longer than {@link Builder#staleness} without being read again. Partners and enrollments are read
 * from the store for every token.
 */
public interface EmbedTokens extends AutoCloseable {

  /**
   * Starts to configure.
   *
   * @param store where identity lives; stays the host's to close
   * @return a builder with the defaults
   */
  static Builder builder(EmbedStore store) {
    return new Builder(store);
  }

  /**
   * Judges an API key, and takes one permit of its allowance.
   *
   * <p>A key that is missing or not well-formed is refused without a look-up. A well-formed key
   * that is unknown, expired or revoked counts against the client's address; once the address has
   * used up its allowance, keys from it are refused before the look-up, except those that this
   * instance has found valid in the ten minutes before; these are read again once they are stale.
   * Requests that are being judged at the same moment can overrun that allowance by their number.
   *
   * @param apiKey the key as the caller sent it; null when none was sent
   * @param clientAddress the caller's network address, as far as the host trusts it
   * @return the caller, who may mint now
   * @throws EmbedException with {@link ErrorCode#UNAUTHORIZED}, {@link
   *     ErrorCode#RATE_LIMIT_EXCEEDED} or {@link ErrorCode#SERVICE_UNAVAILABLE}
   */
  AuthenticatedCaller authenticate(@Nullable String apiKey, String clientAddress);

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

  /** Ends the use of this instance; does not close the store. Closing twice does nothing. */
  @Override
  void close();

  /**
   * Configures {@link EmbedTokens}. Not thread-safe. Every method refuses a value out of its range
   * at once, with an {@link IllegalArgumentException} that names the setting, the value and the
   * range.
   */
  final class Builder {

    private static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
    private static final Duration MAX_LIFETIME = Duration.ofHours(24);
    private static final Duration MAX_STALENESS = Duration.ofMinutes(5);
    private static final long MIN_CACHE_SIZE = 100;
    private static final long MAX_CACHE_SIZE = 10_000_000;
    private static final int MAX_ISSUER_LENGTH = 64;

    private final EmbedStore store;
    private final List<EmbedListener> listeners = new ArrayList<>();
    private String issuer = "refport-embed";
    private Duration tokenLifetime = Duration.ofMinutes(15);
    private Duration staleness = Duration.ofSeconds(5);
    private RateLimit apiKeyLimit = RateLimit.perMinute(600);
    private RateLimit addressLimit = RateLimit.perMinute(60);
    private long cacheSize = 100_000;
    private byte @Nullable [] signingSecret;
    private @Nullable RateLimiter rateLimiter;
    private InstantSource clock = InstantSource.system();
    private LongSupplier ticker = System::nanoTime;
    private RandomGenerator random = new SecureRandom();

    private Builder(EmbedStore store) {
      this.store = requireNonNull(store, "store");
    }

    /**
     * Takes over every setting that is given, and leaves the others as they are: {@code issuer},
     * {@code token-lifetime}, {@code staleness}, {@code rate-limit}, {@code address-limit}, {@code
     * cache-size}, {@code signing-secret}.
     *
     * @param settings the settings
     * @return this
     */
    public Builder settings(EmbedSettings settings) {
      settings
          .text("issuer")
          .ifPresent(
              value -> {
                if (!isIssuer(value)) {
                  throw settings.refused("issuer", value, ISSUER_RANGE);
                }
                issuer = value;
              });
      tokenLifetime =
          settings.duration("token-lifetime", tokenLifetime, MIN_LIFETIME, MAX_LIFETIME);
      staleness = settings.duration("staleness", staleness, Duration.ZERO, MAX_STALENESS);
      apiKeyLimit = perMinute(settings, "rate-limit", apiKeyLimit);
      addressLimit = perMinute(settings, "address-limit", addressLimit);
      cacheSize = settings.number("cache-size", cacheSize, MIN_CACHE_SIZE, MAX_CACHE_SIZE);
      settings
          .text("signing-secret")
          .ifPresent(
              value -> {
                byte[] secret = decodeSecret(value);
                if (secret.length < SigningKeyRing.MIN_SECRET_BYTES) {
                  throw settings.refused("signing-secret", "(hidden)", SECRET_RANGE);
                }
                signingSecret = secret;
              });
      return this;
    }

    private static final String ISSUER_RANGE =
        "1 to " + MAX_ISSUER_LENGTH + " printable ASCII characters without spaces";
    private static final String SECRET_RANGE =
        "at least " + SigningKeyRing.MIN_SECRET_BYTES + " random bytes in base64url";

    private static RateLimit perMinute(EmbedSettings settings, String name, RateLimit current) {
      return settings.text(name).isEmpty()
          ? current
          : RateLimit.perMinute(settings.number(name, 1, 1, RateLimit.MAX_PERMITS));
    }

    private static byte[] decodeSecret(String value) {
      try {
        return Base64.getUrlDecoder().decode(value);
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }

    private static boolean isIssuer(String value) {
      return !value.isEmpty()
          && value.length() <= MAX_ISSUER_LENGTH
          && value.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /**
     * Says who mints: the {@code iss} claim.
     *
     * @param issuer 1 to 64 printable ASCII characters without spaces; by default {@code
     *     refport-embed}
     * @return this
     */
    public Builder issuer(String issuer) {
      if (!isIssuer(issuer)) {
        throw new IllegalArgumentException(
            "issuer is \"" + issuer + "\" but must be " + ISSUER_RANGE + ".");
      }
      this.issuer = issuer;
      return this;
    }

    /**
     * Sets how long a token lives.
     *
     * @param tokenLifetime whole seconds, 1 minute to 24 hours; by default 15 minutes
     * @return this
     */
    public Builder tokenLifetime(Duration tokenLifetime) {
      this.tokenLifetime =
          EmbedSettings.requireRange("tokenLifetime", tokenLifetime, MIN_LIFETIME, MAX_LIFETIME);
      return this;
    }

    /**
     * Sets how long a key that was read may be used without reading it again; a revocation takes at
     * most this long to be honoured.
     *
     * @param staleness whole seconds, 0 (always read) to 5 minutes; by default 5 seconds
     * @return this
     */
    public Builder staleness(Duration staleness) {
      this.staleness =
          EmbedSettings.requireRange("staleness", staleness, Duration.ZERO, MAX_STALENESS);
      return this;
    }

    /**
     * Sets the limit of requests of each API key.
     *
     * @param limit the limit; by default 600 a minute
     * @return this
     */
    public Builder apiKeyLimit(RateLimit limit) {
      this.apiKeyLimit = requireNonNull(limit, "limit");
      return this;
    }

    /**
     * Sets the limit of refused API keys from each client address.
     *
     * @param limit the limit; by default 60 a minute
     * @return this
     */
    public Builder addressLimit(RateLimit limit) {
      this.addressLimit = requireNonNull(limit, "limit");
      return this;
    }

    /**
     * Bounds the memory: how many API keys are cached, and how many keys and addresses the default
     * rate limiter counts.
     *
     * @param entries 100 to 10,000,000 of each; by default 100,000
     * @return this
     */
    public Builder cacheSize(long entries) {
      this.cacheSize =
          EmbedSettings.requireRange("cacheSize", entries, MIN_CACHE_SIZE, MAX_CACHE_SIZE);
      return this;
    }

    /**
     * Signs with HS256 and this secret, in place of one that the store keeps. The secret must be
     * the same on all nodes and must not leave the deployment: whoever verifies with it can mint.
     *
     * @param secret at least 32 random bytes; copied
     * @return this
     */
    public Builder signingSecret(byte[] secret) {
      if (secret.length < SigningKeyRing.MIN_SECRET_BYTES) {
        throw new IllegalArgumentException(
            "signingSecret has " + secret.length + " bytes but must be " + SECRET_RANGE + ".");
      }
      this.signingSecret = secret.clone();
      return this;
    }

    /**
     * Limits elsewhere than in this process, for instance on an engine that all nodes share.
     *
     * @param rateLimiter the limiter; by default a {@link CaffeineRateLimiter}
     * @return this
     */
    public Builder rateLimiter(RateLimiter rateLimiter) {
      this.rateLimiter = requireNonNull(rateLimiter, "rateLimiter");
      return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener hears of all that happens from now on, after the listeners added before
     * @return this
     */
    public Builder listener(EmbedListener listener) {
      this.listeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Sets the wall clock, which tokens and the expiry of keys go by.
     *
     * @param clock by default the system's
     * @return this
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets the source of elapsed time, which caches and limits go by.
     *
     * @param ticker nanoseconds that never go back; by default {@link System#nanoTime}
     * @return this
     */
    public Builder ticker(LongSupplier ticker) {
      this.ticker = requireNonNull(ticker, "ticker");
      return this;
    }

    /**
     * Sets where ids and signing keys come from. Anything else than a {@link SecureRandom} is for
     * tests.
     *
     * @param random safe for several threads; by default a {@link SecureRandom}
     * @return this
     */
    public Builder random(RandomGenerator random) {
      this.random = requireNonNull(random, "random");
      return this;
    }

    /**
     * Makes the instance. Does not read the store: a signing key is made or read for the first
     * valid request.
     *
     * @return a new instance
     * @throws IllegalArgumentException when no signing secret is set and the store is no {@link
     *     SigningKeyStore}
     */
    public EmbedTokens build() {
      RateLimiter limiter =
          rateLimiter != null ? rateLimiter : new CaffeineRateLimiter(cacheSize, ticker);
      return new TokenService(
          new TokenService.Configuration(
              store,
              signingKeys(),
              limiter,
              List.copyOf(listeners),
              issuer,
              tokenLifetime,
              staleness,
              apiKeyLimit,
              addressLimit,
              cacheSize,
              clock,
              ticker,
              random));
    }

    private SigningKeyRing signingKeys() {
      if (signingSecret != null) {
        return SigningKeyRing.ofSecret(signingSecret);
      }
      if (store instanceof SigningKeyStore keyStore) {
        return SigningKeyRing.keptBy(keyStore, clock, ticker, staleness, random);
      }
      throw new IllegalArgumentException(
          "signingSecret is not set but must be "
              + SECRET_RANGE
              + ", since the store keeps no signing keys.");
    }
  }
}
