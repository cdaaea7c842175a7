package co.refport.embed.sample;

import co.refport.embed.EmbedSettings;
import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.EmbedStore;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Mints tokens that have expired already, to show what becomes of them: with the same key, by a
 * clock that is slow. No bean of type {@link EmbedTokens}, of which a host has one.
 */
final class ExpiredTokens implements AutoCloseable {

  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final EmbedTokens tokens;

  ExpiredTokens(EmbedStore store, EmbedSettings settings) {
    Duration slow = LIFETIME.plusMinutes(1).negated();
    tokens =
        EmbedTokens.builder(store)
            .settings(settings)
            .tokenLifetime(LIFETIME)
            .clock(InstantSource.offset(InstantSource.system(), slow))
            .build();
  }

  EmbedToken create(EmbedTokenRequest request) {
    return tokens.create(DemoData.ORGANIZATION, request);
  }

  @Override
  public void close() {
    tokens.close();
  }
}
