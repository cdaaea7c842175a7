package co.refport.embed.internal;

import co.refport.embed.SigningKeys;
import java.util.List;

/** The keys as operators have them. */
record GatedSigningKeys(Gate gate, SigningKeyRing keys) implements SigningKeys {

  @Override
  public List<Key> list() {
    return gate.pass(keys::list);
  }

  @Override
  public String rotate() {
    return gate.pass(keys::rotate);
  }

  @Override
  public boolean withdraw(String keyId) {
    return gate.pass(() -> keys.withdraw(keyId));
  }

  @Override
  public String jwks() {
    return gate.pass(keys::jwks);
  }
}
