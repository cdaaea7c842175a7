package co.refport.embed.broken;

import co.refport.embed.broken.BrokenWrites.JoinsTheCaller;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.tck.CallerTransactionTck;
import co.refport.embed.tck.EmbedStoreTck;
import co.refport.embed.tck.OperatorStoreTck;
import co.refport.embed.tck.RevocationStoreTck;
import co.refport.embed.tck.SigningKeyStoreTck;
import java.util.function.Supplier;

/** All that a store must hold, for the store that {@link BrokenStoresTest} has put here. */
class StoreOnTrial extends EmbedStoreTck
    implements OperatorStoreTck, SigningKeyStoreTck, RevocationStoreTck, CallerTransactionTck {

  /** Makes the store for each test of this thread. */
  static final ThreadLocal<Supplier<? extends EmbedStore>> STORE = new ThreadLocal<>();

  private final EmbedStore store = STORE.get().get();

  @Override
  public EmbedStore store() {
    return store;
  }

  @Override
  public void inCallersTransaction(Work work, boolean commit) throws Exception {
    if (!(store instanceof JoinsTheCaller joining)) {
      work.run();
      return;
    }
    joining.begin();
    try {
      work.run();
    } finally {
      joining.end(commit);
    }
  }
}
