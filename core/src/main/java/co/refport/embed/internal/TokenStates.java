package co.refport.embed.internal;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Reads what a token's use depends on, and uses it for the staleness bound. */
final class TokenStates {

  private record Known(TokenState state, long readAtNanos, long clearing) {}

  private final EmbedStore store;
  private final LongSupplier ticker;
  private final long stalenessNanos;
  private final Cache<TokenReference, Known> states;

  /** Kept with what was read, so that a read which began before a clearing is not used after it. */
  private final AtomicLong clearings = new AtomicLong();

  TokenStates(EmbedStore store, Duration staleness, long cacheSize, LongSupplier ticker) {
    this.store = store;
    this.ticker = ticker;
    this.stalenessNanos = staleness.toNanos();
    this.states =
        Caffeine.newBuilder()
            .maximumSize(cacheSize)
            .expireAfterWrite(staleness)
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Empty when what the token names is gone. */
  Optional<TokenState> find(TokenReference token) {
    long clearing = clearings.get();
    Known known = states.getIfPresent(token);
    if (known != null
        && known.clearing() == clearing
        && ticker.getAsLong() - known.readAtNanos() < stalenessNanos) {
      return Optional.of(known.state());
    }
    // the bound counts from before the read, which sees what is true then
    long readAtNanos = ticker.getAsLong();
    Optional<TokenState> found = store.findTokenState(token);
    found.ifPresent(state -> states.put(token, new Known(state, readAtNanos, clearing)));
    return found;
  }

  /** Has everything read again. */
  void clear() {
    clearings.incrementAndGet();
    states.invalidateAll();
  }
}
