package co.refport.embed;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that tokens are signed with, for operators and for whoever verifies elsewhere.
 *
 * <p>Safe for use by any number of threads. No argument is null. Every operation throws {@link
 * EmbedException} with {@link ErrorCode#SERVICE_UNAVAILABLE} when the store cannot be reached;
 * whether a key was added or withdrawn, {@link #list} tells then.
 */
public interface SigningKeys {

  /** How long whoever verifies elsewhere may keep the published keys. */
  Duration PUBLISHED_FOR = Duration.ofMinutes(5);

  /**
   * A key, without what is secret of it. Immutable.
   *
   * @param id the key's id ({@code kid})
   * @param algorithm how it signs
   * @param signsFrom when it signs, or began to; for a configured secret, the epoch
   * @param verifiesUntil when the last token that it may have signed has expired; null for the
   *     newest key
   */
  record Key(
      String id, SigningAlgorithm algorithm, Instant signsFrom, @Nullable Instant verifiesUntil) {

    /** Refuses null where it is not allowed with a {@link NullPointerException}. */
    public Key {
      requireNonNull(id, "id");
      requireNonNull(algorithm, "algorithm");
      requireNonNull(signsFrom, "signsFrom");
    }
  }

  /**
   * Lists the keys that verify now. A key that this node cannot read, for instance because it lacks
   * the key that it is encrypted with, is left out and logged.
   *
   * @return the keys, oldest first; empty when none has been made yet
   */
  List<Key> list();

  /**
   * Adds a key of the configured algorithm. It verifies at once, and signs once every node must
   * have seen it: after twice the staleness bound (at least two seconds), to which an asymmetric
   * key adds {@link #PUBLISHED_FOR}. The key before it verifies until its last possible token has
   * expired; keys that no longer verify are deleted.
   *
   * @return the new key's id
   * @throws IllegalStateException when signing secrets are configured: they are rotated there; or
   *     when the store refuses every new key
   */
  String rotate();

  /**
   * Withdraws a key at once, for instance because it leaked: its tokens are refused as {@link
   * ErrorCode#TOKEN_INVALID}, by other nodes within their staleness bound. The key before it signs
   * again if it still verifies; when no key is left, the next token has a new one made.
   *
   * @param keyId the key's id
   * @return whether this very call has withdrawn it
   * @throws IllegalStateException when signing secrets are configured: they are withdrawn there
   */
  boolean withdraw(String keyId);

  /**
   * The public keys of the asymmetric algorithms as a JWK Set (RFC 7517, section 5).
   *
   * @return JSON; {@code {"keys":[]}} when there are none
   * @throws IllegalStateException if a key cannot be read: the set would lack it
   */
  String jwks();
}
