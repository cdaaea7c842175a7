package co.refport.embed;

import static java.util.Objects.requireNonNull;

import co.refport.embed.internal.ConfiguredKeyRing;
import co.refport.embed.internal.Issuer;
import co.refport.embed.internal.SigningKeyEncryption;
import co.refport.embed.internal.SigningKeyRing;
import co.refport.embed.internal.SigningSecrets;
import co.refport.embed.internal.StoredKeyRing;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Configures {@link EmbedTokens}; made by {@link EmbedTokens#builder}. Not thread-safe. Every
 * method refuses a value out of its range at once, with an {@link IllegalArgumentException} that
 * names the setting, the value and the range.
 */
public final class EmbedTokensBuilder {

  private static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
  private static final Duration MAX_LIFETIME = Duration.ofHours(24);
  private static final Duration MAX_STALENESS = Duration.ofMinutes(5);
  private static final Duration MIN_REQUEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_REQUEST_TIMEOUT = Duration.ofMinutes(5);

  /** Fewer could not be shared between client addresses. */
  private static final long MIN_UNKNOWN_KEYS_PER_SECOND = 10;

  private static final long MAX_UNKNOWN_KEYS_PER_SECOND = 100_000;
  private static final Duration MIN_BODY_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_BODY_TIMEOUT = Duration.ofMinutes(5);
  private static final long MAX_BODIES_PER_KEY = 100_000;
  private static final long MIN_CACHE_SIZE = 100;
  private static final long MAX_CACHE_SIZE = 10_000_000;

  private final EmbedStore store;
  private final List<EmbedListener> listeners = new ArrayList<>();
  private String issuer = "refport-embed";
  private Duration tokenLifetime = Duration.ofMinutes(15);
  private Duration staleness = Duration.ofSeconds(5);
  private Duration requestTimeout = Duration.ofSeconds(10);
  private RateLimit apiKeyLimit = RateLimit.perMinute(600);
  private RateLimit addressLimit = RateLimit.perMinute(60);
  private long unknownKeysPerSecond = 100;
  private Duration bodyTimeout = Duration.ofSeconds(10);
  private long bodiesPerKey = 50;
  private long cacheSize = 100_000;
  private RateLimit tokenLimit = RateLimit.perMinute(600);
  private @Nullable SigningAlgorithm signingAlgorithm;
  private List<byte[]> signingSecrets = List.of();
  private List<byte[]> signingKeyEncryptionKeys = List.of();
  private @Nullable RateLimiter rateLimiter;
  private Executor executor = Runnable::run;
  private InstantSource clock = InstantSource.system();
  private LongSupplier ticker = System::nanoTime;
  private RandomGenerator random = new SecureRandom();

  EmbedTokensBuilder(EmbedStore store) {
    this.store = requireNonNull(store, "store");
  }

  /**
   * Takes over every setting that is given, and leaves the others as they are: {@code issuer},
   * {@code token-lifetime}, {@code staleness}, {@code request-timeout}, {@code rate-limit}, {@code
   * address-limit}, {@code token-limit}, {@code unknown-keys-per-second}, {@code body-timeout},
   * {@code bodies-per-key}, {@code cache-size}, {@code signing-algorithm}, {@code signing-secret},
   * {@code signing-key-encryption-key}.
   *
   * @param settings the settings
   * @return this
   */
  public EmbedTokensBuilder settings(EmbedSettings settings) {
    settings.warnAboutUnknownNames();
    settings
        .text("issuer")
        .ifPresent(
            value -> {
              if (!Issuer.isValid(value)) {
                throw settings.refused("issuer", value, Issuer.RANGE);
              }
              issuer = value;
            });
    tokenLifetime = settings.duration("token-lifetime", tokenLifetime, MIN_LIFETIME, MAX_LIFETIME);
    staleness = settings.duration("staleness", staleness, Duration.ZERO, MAX_STALENESS);
    requestTimeout =
        settings.duration(
            "request-timeout", requestTimeout, MIN_REQUEST_TIMEOUT, MAX_REQUEST_TIMEOUT);
    apiKeyLimit = settings.perMinute("rate-limit", apiKeyLimit);
    addressLimit = settings.perMinute("address-limit", addressLimit);
    tokenLimit = settings.perMinute("token-limit", tokenLimit);
    unknownKeysPerSecond =
        settings.number(
            "unknown-keys-per-second",
            unknownKeysPerSecond,
            MIN_UNKNOWN_KEYS_PER_SECOND,
            MAX_UNKNOWN_KEYS_PER_SECOND);
    bodyTimeout =
        settings.duration("body-timeout", bodyTimeout, MIN_BODY_TIMEOUT, MAX_BODY_TIMEOUT);
    bodiesPerKey = settings.number("bodies-per-key", bodiesPerKey, 1, MAX_BODIES_PER_KEY);
    cacheSize = settings.number("cache-size", cacheSize, MIN_CACHE_SIZE, MAX_CACHE_SIZE);
    settings
        .text("signing-algorithm")
        .ifPresent(
            value ->
                signingAlgorithm =
                    SigningAlgorithm.ofHeaderValue(value)
                        .orElseThrow(
                            () ->
                                settings.refused(
                                    "signing-algorithm", value, "HS256, ES256 or EdDSA")));
    settings.text("signing-secret").ifPresent(value -> signingSecrets = secrets(settings, value));
    settings
        .text("signing-key-encryption-key")
        .ifPresent(value -> signingKeyEncryptionKeys = encryptionKeys(settings, value));
    return this;
  }

  private static List<byte[]> secrets(EmbedSettings settings, String value) {
    List<byte[]> secrets = SigningSecrets.parse(value);
    if (!SigningSecrets.areInRange(secrets)) {
      throw settings.refused("signing-secret", "(hidden)", SigningSecrets.RANGE);
    }
    return secrets;
  }

  private static List<byte[]> encryptionKeys(EmbedSettings settings, String value) {
    List<byte[]> keys = SigningSecrets.parse(value);
    if (!SigningKeyEncryption.areInRange(keys)) {
      throw settings.refused("signing-key-encryption-key", "(hidden)", SigningKeyEncryption.RANGE);
    }
    return keys;
  }

  /**
   * Says who mints: the {@code iss} claim.
   *
   * @param issuer 1 to 64 printable ASCII characters without spaces; by default {@code
   *     refport-embed}
   * @return this
   */
  public EmbedTokensBuilder issuer(String issuer) {
    if (!Issuer.isValid(issuer)) {
      throw new IllegalArgumentException(
          "issuer is \"" + issuer + "\" but must be " + Issuer.RANGE + ".");
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
  public EmbedTokensBuilder tokenLifetime(Duration tokenLifetime) {
    this.tokenLifetime =
        EmbedSettings.requireRange("tokenLifetime", tokenLifetime, MIN_LIFETIME, MAX_LIFETIME);
    return this;
  }

  /**
   * Sets how long a key or a token's state that was read may be used without reading it again; a
   * revocation takes at most this long to be honoured.
   *
   * @param staleness whole seconds, 0 (always read) to 5 minutes; by default 5 seconds
   * @return this
   */
  public EmbedTokensBuilder staleness(Duration staleness) {
    this.staleness =
        EmbedSettings.requireRange("staleness", staleness, Duration.ZERO, MAX_STALENESS);
    return this;
  }

  /**
   * Sets how long the store may work for one request to mint or to use a token. After that time the
   * request fails with {@link ErrorCode#SERVICE_UNAVAILABLE} before the next round trip to the
   * store. No partner, enrollment or tenant id has then been stored, unless a commit that had begun
   * succeeded. A statement, or the opening of a connection, that has begun is not interrupted: set
   * a timeout in the driver or the pool for that. Reading the request's body does not count.
   *
   * @param requestTimeout whole seconds, 1 second to 5 minutes; by default 10 seconds
   * @return this
   */
  public EmbedTokensBuilder requestTimeout(Duration requestTimeout) {
    this.requestTimeout =
        EmbedSettings.requireRange(
            "requestTimeout", requestTimeout, MIN_REQUEST_TIMEOUT, MAX_REQUEST_TIMEOUT);
    return this;
  }

  /**
   * Sets the limit of requests of each API key.
   *
   * @param limit the limit; by default 600 a minute
   * @return this
   */
  public EmbedTokensBuilder apiKeyLimit(RateLimit limit) {
    this.apiKeyLimit = requireNonNull(limit, "limit");
    return this;
  }

  /**
   * Sets the limit of rejected API keys, and that of rejected tokens, from each client address.
   * Over the limit, the response to such a key or token is {@link ErrorCode#RATE_LIMIT_EXCEEDED}.
   * The limit never causes the rejection of a valid key or token.
   *
   * @param limit the limit; by default 60 a minute
   * @return this
   */
  public EmbedTokensBuilder addressLimit(RateLimit limit) {
    this.addressLimit = requireNonNull(limit, "limit");
    return this;
  }

  /**
   * Sets the limit of requests to the portal with each token.
   *
   * @param limit the limit; by default 600 a minute
   * @return this
   */
  public EmbedTokensBuilder tokenLimit(RateLimit limit) {
    this.tokenLimit = requireNonNull(limit, "limit");
    return this;
  }

  /**
   * Sets how many look-ups of API keys may find no valid key, on this node in each second. All
   * client addresses share this budget, and no address can use up the last fifth alone. Look-ups
   * that fail count, too. When the budget is used up, a key that this node has not found valid in
   * the last ten minutes is rejected with {@link ErrorCode#RATE_LIMIT_EXCEEDED}, for about a
   * second.
   *
   * @param lookUps 10 to 100,000; by default 100
   * @return this
   */
  public EmbedTokensBuilder unknownKeysPerSecond(long lookUps) {
    this.unknownKeysPerSecond =
        EmbedSettings.requireRange(
            "unknownKeysPerSecond",
            lookUps,
            MIN_UNKNOWN_KEYS_PER_SECOND,
            MAX_UNKNOWN_KEYS_PER_SECOND);
    return this;
  }

  /**
   * Sets how long the body of a request may take from the first read to the last. A body that takes
   * longer is rejected with {@link ErrorCode#REQUEST_TIMEOUT}.
   *
   * @param bodyTimeout whole seconds, 1 second to 5 minutes; by default 10 seconds
   * @return this
   */
  public EmbedTokensBuilder bodyTimeout(Duration bodyTimeout) {
    this.bodyTimeout =
        EmbedSettings.requireRange("bodyTimeout", bodyTimeout, MIN_BODY_TIMEOUT, MAX_BODY_TIMEOUT);
    return this;
  }

  /**
   * Sets how many bodies of one API key this instance reads at the same time. Each one that has not
   * arrived yet holds a thread of the server. A request over the limit is rejected with {@link
   * ErrorCode#RATE_LIMIT_EXCEEDED} and may be retried after a second.
   *
   * <p>The default is a quarter of the 200 threads that servers have by default. A usual body
   * arrives together with its headers and is read in microseconds, so a busy backend has few bodies
   * in that state. Set less where the server has fewer threads.
   *
   * @param bodies 1 to 100,000; by default 50
   * @return this
   */
  public EmbedTokensBuilder bodiesPerKey(long bodies) {
    this.bodiesPerKey = EmbedSettings.requireRange("bodiesPerKey", bodies, 1, MAX_BODIES_PER_KEY);
    return this;
  }

  /**
   * Bounds the memory: how many API keys and tokens are cached, and how many keys, tokens and
   * addresses the default rate limiter counts.
   *
   * @param entries 100 to 10,000,000 of each; by default 100,000
   * @return this
   */
  public EmbedTokensBuilder cacheSize(long entries) {
    this.cacheSize =
        EmbedSettings.requireRange("cacheSize", entries, MIN_CACHE_SIZE, MAX_CACHE_SIZE);
    return this;
  }

  /**
   * Signs with HS256 and this secret, in place of a key that the store keeps; tokens signed with
   * the others are still accepted. The secrets must be the same on all nodes and must not leave the
   * deployment: whoever verifies with one can mint. To change it, add the new one as the last on
   * all nodes, then make it the first, then remove the old one a token's lifetime later.
   *
   * @param secret at least 32 random bytes; copied
   * @param others up to 3 that only verify, each other than the rest and as long; copied
   * @return this
   */
  public EmbedTokensBuilder signingSecret(byte[] secret, byte[]... others) {
    List<byte[]> secrets = copies(secret, others);
    if (!SigningSecrets.areInRange(secrets)) {
      throw new IllegalArgumentException("signingSecret must be " + SigningSecrets.RANGE + ".");
    }
    this.signingSecrets = secrets;
    return this;
  }

  /**
   * Encrypts the signing keys that the store keeps, by AES-256-GCM. Signing keys that are in the
   * store already stay as they are, and readable, until they are rotated out.
   *
   * <p>The keys must be the same on all nodes. To change the first one without downtime: add the
   * new one as the last on all nodes, then make it the first on all nodes, then call {@link
   * SigningKeys#rotate}, then remove the old one when {@link SigningKeys#list} no longer contains a
   * signing key from before the rotation. A signing key that a node cannot decrypt is logged; on
   * that node, its tokens fail with {@link ErrorCode#INTERNAL_ERROR}.
   *
   * @param key 32 random bytes, which encrypt and decrypt; copied
   * @param others up to 3 that only decrypt, each of 32 bytes and different from the rest; copied
   * @return this
   */
  public EmbedTokensBuilder signingKeyEncryptionKey(byte[] key, byte[]... others) {
    List<byte[]> keys = copies(key, others);
    if (!SigningKeyEncryption.areInRange(keys)) {
      throw new IllegalArgumentException(
          "signingKeyEncryptionKey must be " + SigningKeyEncryption.RANGE + ".");
    }
    this.signingKeyEncryptionKeys = keys;
    return this;
  }

  private static List<byte[]> copies(byte[] first, byte[]... others) {
    return Stream.concat(Stream.of(first), Arrays.stream(others)).map(byte[]::clone).toList();
  }

  /**
   * Sets how the next key that the store keeps will sign. When it holds none of this algorithm yet,
   * one is made: at once if it is the first, otherwise as {@link SigningKeys#rotate} does. To go
   * back to an algorithm of which it still holds a key, rotate.
   *
   * @param signingAlgorithm the same on all nodes; by default {@link SigningAlgorithm#HS256}
   * @return this
   */
  public EmbedTokensBuilder signingAlgorithm(SigningAlgorithm signingAlgorithm) {
    this.signingAlgorithm = requireNonNull(signingAlgorithm, "signingAlgorithm");
    return this;
  }

  /**
   * Limits elsewhere than in this process, for instance on an engine that all nodes share.
   *
   * @param rateLimiter the limiter; by default a {@link CaffeineRateLimiter}
   * @return this
   */
  public EmbedTokensBuilder rateLimiter(RateLimiter rateLimiter) {
    this.rateLimiter = requireNonNull(rateLimiter, "rateLimiter");
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener hears of all that happens from now on, after the listeners added before
   * @return this
   */
  public EmbedTokensBuilder listener(EmbedListener listener) {
    this.listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets who writes when an API key was last used, once a minute. It stays the host's to stop; a
   * task that it refuses is logged, and the request goes on.
   *
   * @param executor for instance the server's {@code ManagedExecutorService}; by default the
   *     request's own thread, which a slow write delays
   * @return this
   */
  public EmbedTokensBuilder executor(Executor executor) {
    this.executor = requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Sets the wall clock, which tokens and the expiry of keys go by.
   *
   * @param clock by default the system's
   * @return this
   */
  public EmbedTokensBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets the source of elapsed time, which caches and limits go by.
   *
   * @param ticker nanoseconds that never go back; by default {@link System#nanoTime}
   * @return this
   */
  public EmbedTokensBuilder ticker(LongSupplier ticker) {
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
  public EmbedTokensBuilder random(RandomGenerator random) {
    this.random = requireNonNull(random, "random");
    return this;
  }

  /**
   * Makes the instance. Does not read the store: a signing key is made or read for the first valid
   * request.
   *
   * @return a new instance
   * @throws IllegalArgumentException when no signing secret is set and the store is no {@link
   *     SigningKeyStore}, or when both a secret and an asymmetric algorithm, or both a secret and a
   *     key that encrypts signing keys, are set
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
            requestTimeout,
            apiKeyLimit,
            addressLimit,
            tokenLimit,
            unknownKeysPerSecond,
            bodyTimeout,
            bodiesPerKey,
            cacheSize,
            executor,
            clock,
            ticker,
            random));
  }

  private SigningKeyRing signingKeys() {
    SigningAlgorithm algorithm =
        signingAlgorithm == null ? SigningAlgorithm.HS256 : signingAlgorithm;
    if (!signingSecrets.isEmpty()) {
      if (algorithm.isAsymmetric()) {
        throw new IllegalArgumentException(
            "signing-algorithm is "
                + algorithm.headerValue()
                + " but must be HS256 or not set, since signing-secret is set.");
      }
      if (!signingKeyEncryptionKeys.isEmpty()) {
        throw new IllegalArgumentException(
            "signing-key-encryption-key is set but must not be, since signing-secret is set and the"
                + " store keeps no signing keys.");
      }
      return new ConfiguredKeyRing(signingSecrets);
    }
    if (store instanceof SigningKeyStore keyStore) {
      return new StoredKeyRing(
          keyStore,
          algorithm,
          new SigningKeyEncryption(signingKeyEncryptionKeys),
          clock,
          ticker,
          staleness,
          random);
    }
    throw new IllegalArgumentException(
        "signing-secret is not set but must be "
            + SigningSecrets.RANGE
            + ", since the store keeps no signing keys.");
  }
}
