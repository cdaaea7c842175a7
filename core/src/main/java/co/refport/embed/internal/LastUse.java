package co.refport.embed.internal;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.OperatorStore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Has the store remember when a key was last used. What the store said of the key tells whether
 * that is due, so all nodes together write about once a minute; a node tries no more often,
 * whatever comes of it.
 */
final class LastUse {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final EmbedStore store;
  private final InstantSource clock;
  private final Executor executor;
  private final Cache<String, Boolean> tried;

  LastUse(
      EmbedStore store,
      Executor executor,
      long cacheSize,
      InstantSource clock,
      LongSupplier ticker) {
    this.store = store;
    this.clock = clock;
    this.executor = executor;
    this.tried =
        Caffeine.newBuilder()
            .maximumSize(cacheSize)
            .expireAfterWrite(EVERY)
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** To be called with what was just read; a failure is nobody's who makes a request. */
  void recordIfDue(ApiKeyRecord apiKey) {
    Instant now = clock.instant();
    if (store instanceof OperatorStore operators
        && isDue(apiKey, now)
        && tried.asMap().putIfAbsent(apiKey.id(), true) == null) {
      try {
        executor.execute(() -> record(operators, apiKey, now));
      } catch (RuntimeException e) {
        log(e);
      }
    }
  }

  private static boolean isDue(ApiKeyRecord apiKey, Instant now) {
    return apiKey.lastUsedAt() == null || !now.isBefore(apiKey.lastUsedAt().plus(EVERY));
  }

  private static void record(OperatorStore store, ApiKeyRecord apiKey, Instant now) {
    try {
      store.recordApiKeyUse(apiKey.organizationId(), apiKey.id(), now);
    } catch (RuntimeException e) {
      log(e);
    }
  }

  private static void log(RuntimeException e) {
    LOG.log(
        Level.WARNING,
        "the last use of an API key could not be written: {0}",
        e.getClass().getName());
  }
}
