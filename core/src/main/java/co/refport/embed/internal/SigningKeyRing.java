package co.refport.embed.internal;

import co.refport.embed.SigningKeys;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;

/** The keys of a deployment: the one that signs now, and those that verify. */
public interface SigningKeyRing extends SigningKeys {

  /** The key that signs now. */
  SigningKey signer();

  /** The key of this id; empty when there is none or it no longer verifies. */
  Optional<SigningKey> verifier(String keyId);

  static String jwks(List<SigningKey> keys) {
    JsonWebKeySet set = new JsonWebKeySet();
    keys.stream()
        .flatMap(key -> Optional.ofNullable(key.published()).stream())
        .forEach(set::addJsonWebKey);
    return set.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }
}
