package co.refport.embed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that tokens are signed with, for operators and for whoever verifies elsewhere.
 *
 * <p>Safe for use by any number of threads. Every operation throws {@link EmbedException} with
 * {@link ErrorCode#SERVICE_UNAVAILABLE} when the store cannot be reached.
 */
public interface SigningKeys {

  /** How long whoever verifies elsewhere may keep the published keys. */
  Duration PUBLISHED_FOR = Duration.ofMinutes(5);

  /**
   * A key, without what is secret of it. Immutable.
   *
   * @param id the key's id ({@code kid})
   * @param algorithm how it signs
   * @param signsFrom when it signs, or began to
   * @param verifiesUntil when the last token that it may have signed has expired; null for the
   *     newest key
   */
  record Key(
      String id, SigningAlgorithm algorithm, Instant signsFrom, @Nullable Instant verifiesUntil) {}

  /**
   * The keys that verify now.
   *
   * @return the keys, oldest first; empty when none has been made yet
   */
  List<Key> list();

  /**
   * Adds a key of the configured algorithm. It verifies at once, and signs once every node must
   * have seen it: after twice the staleness bound (at least two seconds), to which an asymmetric
   * key adds {@link #PUBLISHED_FOR}. The key before it verifies until its last possible token has
   * expired.
   *
   * @return the new key's id
   * @throws IllegalStateException when signing secrets are configured: they are rotated there
   */
  String rotate();

  /**
   * Withdraws a key at once, for instance because it leaked: its tokens are refused as {@link
   * ErrorCode#TOKEN_INVALID}, by other nodes within their staleness bound. When no key is left, the
   * next token has a new one made.
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
   */
  String jwks();
}
