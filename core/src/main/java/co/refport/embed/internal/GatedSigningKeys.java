package co.refport.embed.internal;

import co.refport.embed.SigningKeys;
import co.refport.embed.spi.EmbedEvent;
import java.util.List;

/** The keys as operators have them. */
record GatedSigningKeys(Gate gate, SigningKeyRing keys, Listeners listeners)
    implements SigningKeys {

  @Override
  public List<Key> list() {
    return gate.pass(keys::list);
  }

  @Override
  public String rotate() {
    return gate.pass(
        () -> {
          String keyId = keys.rotate();
          listeners.tell(new EmbedEvent.SigningKeyAdded(keyId));
          return keyId;
        });
  }

  @Override
  public boolean withdraw(String keyId) {
    return gate.pass(
        () -> {
          boolean withdrawn = keys.withdraw(keyId);
          if (withdrawn) {
            listeners.tell(new EmbedEvent.SigningKeyWithdrawn(keyId));
          }
          return withdrawn;
        });
  }

  @Override
  public String jwks() {
    return gate.pass(keys::jwks);
  }
}
