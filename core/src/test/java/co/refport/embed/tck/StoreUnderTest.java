package co.refport.embed.tck;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.OperatorStore;

/** What a store's own test hands to the tests here. */
public interface StoreUnderTest {

  /**
   * The store under test.
   *
   * @return a store that any number of tests may share
   */
  EmbedStore store();

  /**
   * How programs and API keys get into the store under test.
   *
   * @return by default the store itself; otherwise something that writes to the same place
   */
  default OperatorStore operator() {
    return (OperatorStore) store();
  }
}
