package co.refport.embed.store;

import co.refport.embed.tck.EmbedStoreTck;
import co.refport.embed.tck.OperatorStoreTck;
import co.refport.embed.tck.RevocationStoreTck;
import co.refport.embed.tck.ScaleTck;
import co.refport.embed.tck.SigningKeyStoreTck;

/** {@link InMemoryEmbedStore} holds the contract of all stores. */
class InMemoryEmbedStoreTest extends EmbedStoreTck
    implements OperatorStoreTck, SigningKeyStoreTck, RevocationStoreTck, ScaleTck {

  private final InMemoryEmbedStore store = new InMemoryEmbedStore();

  @Override
  public InMemoryEmbedStore store() {
    return store;
  }
}
