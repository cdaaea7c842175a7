package co.refport.embed.internal;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reads what a token's use depends on, and uses it for the staleness bound. */
final class TokenStates {

  private record Known(TokenState state, Freshness.Stamp read) {}

  private final EmbedStore store;
  private final Freshness freshness;
  private final Cache<TokenReference, Known> states;

  TokenStates(EmbedStore store, Duration staleness, long cacheSize, LongSupplier ticker) {
    this.store = store;
    this.freshness = new Freshness(staleness, ticker);
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
    Known known = states.getIfPresent(token);
    if (known != null && freshness.holds(known.read())) {
      return Optional.of(known.state());
    }
    Freshness.Stamp read = freshness.stamp();
    Optional<TokenState> found = store.findTokenState(token);
    found.ifPresent(state -> states.put(token, new Known(state, read)));
    return found;
  }

  /** Has everything read again. */
  void clear() {
    freshness.change();
    states.invalidateAll();
  }
}
