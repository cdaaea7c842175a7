package co.refport.embed.spi;

import java.util.List;

/**
 * A store that keeps the keys that tokens are signed with, so that all nodes agree on them.
 *
 * <p>What every operation holds is said at {@link EmbedStore}. A party that can read these keys can
 * make tokens, unless the host encrypts them with {@link
 * co.refport.embed.EmbedTokensBuilder#signingKeyEncryptionKey}. An implementation states how it
 * guards them. Encryption does not protect from a party that can write to the store.
 *
 * <p>Every key is one for HS256 ({@code "kty":"oct"}, at least 256 bits), ES256 ({@code "kty":"EC"}
 * on P-256) or EdDSA ({@code "kty":"OKP"} on Ed25519). A key signs once every node must have seen
 * it, see {@link co.refport.embed.SigningKeys#rotate}; the first one signs at once.
 */
public interface SigningKeyStore {

  /**
   * Reads all signing keys ({@code signing-keys.in-order}).
   *
   * @return the keys in ascending order of {@link SigningKeyRecord#generation()}
   */
  List<SigningKeyRecord> findSigningKeys();

  /**
   * Adds a signing key, if its generation and its id are free. It is found as it was given, its
   * instant to the millisecond ({@code insert-signing-key.as-stored}).
   *
   * <p>{@code insert-signing-key.once}: of several nodes that add a key of the same generation,
   * exactly one wins. The others read the winner's.
   *
   * @param key the key
   * @return whether this very call has added it
   */
  boolean insertSigningKey(SigningKeyRecord key);

  /**
   * Removes a signing key ({@code delete-signing-key.once}); its id and generation are free again.
   *
   * @param id the key's id
   * @return whether this very call has removed it
   */
  boolean deleteSigningKey(String id);
}
