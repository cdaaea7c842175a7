package co.refport.embed.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/**
 * Takes the store's work out of the caller's transaction. Thread-safe.
 *
 * <p>A CDI bean that this library brings, for {@link JpaEmbedStore#jta}. It has to be injected: the
 * container's interceptors do the work, and an instance made by {@code new} has none.
 */
@ApplicationScoped
public class JtaTransactions {

  /** For the container. */
  public JtaTransactions() {}

  /**
   * Works in a new transaction; the caller's is suspended meanwhile.
   *
   * @param <T> what the work returns
   * @param work what to do; when it throws, everything is rolled back
   * @return what the work returned, after the commit
   */
  @Transactional(TxType.REQUIRES_NEW)
  public <T> T requiresNew(Supplier<T> work) {
    return work.get();
  }

  /**
   * Works in no transaction; the caller's is suspended meanwhile.
   *
   * @param <T> what the work returns
   * @param work what to do
   * @return what the work returned
   */
  @Transactional(TxType.NOT_SUPPORTED)
  public <T> T suspended(Supplier<T> work) {
    return work.get();
  }
}
