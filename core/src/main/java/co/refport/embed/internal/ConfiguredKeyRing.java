package co.refport.embed.internal;

import co.refport.embed.SigningAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** HS256 secrets that the host has configured: the first signs, all verify. */
public final class ConfiguredKeyRing implements SigningKeyRing {

  private final List<SigningKey> keys;

  public ConfiguredKeyRing(List<byte[]> secrets) {
    this.keys = secrets.stream().map(SigningKey::ofSecret).toList();
  }

  @Override
  public SigningKey signer() {
    return keys.get(0);
  }

  @Override
  public Optional<SigningKey> verifier(String keyId) {
    return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  @Override
  public List<Key> list() {
    return keys.stream()
        .map(key -> new Key(key.id(), SigningAlgorithm.HS256, Instant.EPOCH, null))
        .toList();
  }

  @Override
  public String rotate() {
    throw configured();
  }

  @Override
  public boolean withdraw(String keyId) {
    throw configured();
  }

  @Override
  public String jwks() {
    return SigningKeyRing.jwks(keys);
  }

  private static IllegalStateException configured() {
    return new IllegalStateException(
        "The signing secrets are configured: change the setting signing-secret on all nodes.");
  }
}
