package co.refport.embed.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.function.Function;

/** Works with an entity manager that was made for it, and is closed afterwards. */
interface UnitOfWork {

  /** Reads what is committed, in no transaction of the caller. */
  <T> T read(Function<EntityManager, T> work);

  /** Writes everything or, when the work throws, nothing; it is committed on return. */
  <T> T write(Function<EntityManager, T> work);

  /** In transactions of the container. */
  record Jta(EntityManagerFactory factory, JtaTransactions transactions) implements UnitOfWork {

    @Override
    public <T> T read(Function<EntityManager, T> work) {
      return transactions.suspended(() -> with(factory, work));
    }

    @Override
    public <T> T write(Function<EntityManager, T> work) {
      // made inside the transaction, the entity manager joins it
      return transactions.requiresNew(() -> with(factory, work));
    }
  }

  /** In transactions of the entity manager. */
  record ResourceLocal(EntityManagerFactory factory) implements UnitOfWork {

    @Override
    public <T> T read(Function<EntityManager, T> work) {
      return with(factory, work);
    }

    @Override
    public <T> T write(Function<EntityManager, T> work) {
      return with(factory, entityManager -> commit(entityManager, work));
    }

    private static <T> T commit(EntityManager entityManager, Function<EntityManager, T> work) {
      EntityTransaction transaction = entityManager.getTransaction();
      transaction.begin();
      try {
        T result = work.apply(entityManager);
        transaction.commit();
        return result;
      } catch (RuntimeException | Error e) {
        rollBack(transaction, e);
        throw e;
      }
    }

    private static void rollBack(EntityTransaction transaction, Throwable reason) {
      try {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      } catch (RuntimeException e) {
        reason.addSuppressed(e);
      }
    }
  }

  private static <T> T with(EntityManagerFactory factory, Function<EntityManager, T> work) {
    try (EntityManager entityManager = factory.createEntityManager()) {
      return work.apply(entityManager);
    }
  }
}
