package co.refport.embed.internal;

import co.refport.embed.Revocations;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.RevocationStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Stores what is revoked, has this instance honour it at once, and forgets it in the end. */
final class RevocationService implements Revocations {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");
  private static final int MAX_ID_LENGTH = TokenVerifier.MAX_TOKEN_ID_LENGTH;

  /** By how much the clock of a node that mints may be ahead of this one's. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private static final long PURGE_NANOS = Duration.ofHours(1).toNanos();

  private final Optional<RevocationStore> store;
  private final Gate gate;
  private final CallerAuthenticator callers;
  private final TokenStates states;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Listeners listeners;
  private final AtomicLong purgedAtNanos;

  RevocationService(
      EmbedStore store,
      Gate gate,
      CallerAuthenticator callers,
      TokenStates states,
      InstantSource clock,
      LongSupplier ticker,
      Listeners listeners) {
    this.store =
        store instanceof RevocationStore revocations ? Optional.of(revocations) : Optional.empty();
    this.gate = gate;
    this.callers = callers;
    this.states = states;
    this.clock = clock;
    this.ticker = ticker;
    this.listeners = listeners;
    // the first use is due: some nodes are restarted more often than once an hour
    this.purgedAtNanos = new AtomicLong(ticker.getAsLong() - PURGE_NANOS);
  }

  @Override
  public void revokeToken(String tokenId) {
    if (tokenId.isEmpty() || tokenId.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          "tokenId has " + tokenId.length() + " characters but must have 1 to " + MAX_ID_LENGTH);
    }
    gate.pass(
        () -> {
          // whatever the token's lifetime: a token of this id that is alive now has expired then
          Instant expired = clock.instant().plus(TokenVerifier.MAX_LIFETIME).plus(CLOCKS_DIFFER);
          try {
            requireStore().revokeToken(tokenId, expired);
          } finally {
            states.clear(); // also when the store's answer was lost
          }
          listeners.tell(new EmbedEvent.TokenRevoked(tokenId));
          return true;
        });
  }

  @Override
  public boolean revokeEnrollment(String organizationId, String enrollmentId) {
    return gate.pass(
        () -> {
          boolean raised;
          try {
            raised = requireStore().raiseRevision(organizationId, enrollmentId);
          } finally {
            states.clear();
          }
          if (raised) {
            listeners.tell(new EmbedEvent.EnrollmentRevoked(organizationId, enrollmentId));
          }
          return raised;
        });
  }

  @Override
  public boolean revokeApiKey(String organizationId, String apiKeyId) {
    return gate.pass(
        () -> {
          boolean revoked;
          try {
            revoked = requireStore().revokeApiKey(organizationId, apiKeyId, clock.instant());
          } finally {
            callers.forget(apiKeyId);
            states.clear();
          }
          if (revoked) {
            listeners.tell(new EmbedEvent.ApiKeyRevoked(organizationId, apiKeyId));
          }
          return revoked;
        });
  }

  /** Once an hour, by whichever request comes then; it is not failed by a failure of this. */
  void purgeWhenDue() {
    long purgedAt = purgedAtNanos.get();
    long now = ticker.getAsLong();
    if (store.isEmpty()
        || now - purgedAt < PURGE_NANOS
        || !purgedAtNanos.compareAndSet(purgedAt, now)) {
      return;
    }
    try {
      store.get().deleteExpiredRevocations(clock.instant());
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "expired revocations could not be deleted, next try in an hour: {0}",
          e.getClass().getName());
    }
  }

  private RevocationStore requireStore() {
    return store.orElseThrow(
        () ->
            new UnsupportedOperationException(
                "The store cannot revoke: it does not implement RevocationStore."));
  }
}
