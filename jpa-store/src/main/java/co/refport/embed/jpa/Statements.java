package co.refport.embed.jpa;

import co.refport.embed.jpa.internal.JpaFailures;
import co.refport.embed.jpa.internal.TextKey;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.RequestDeadline;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Runs the named queries of the rows and inserts rows, each call in a unit of work. */
record Statements(UnitOfWork unitOfWork) {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");
  private static final String NOT_MAPPED =
      "The persistence unit does not list META-INF/refport-embed-orm.xml as a mapping file.";
  private static final int MAX_ATTEMPTS = 5;

  Optional<Object[]> findOne(String queryName, Map<String, String> parameters) {
    return findOne(queryName, Object[].class, parameters);
  }

  /** Empty too when a parameter is a text that no database can hold. */
  <T> Optional<T> findOne(String queryName, Class<T> type, Map<String, String> parameters) {
    return areStorable(parameters)
        ? read(em -> findFirst(em, queryName, type, parameters))
        : Optional.empty();
  }

  Stream<Object[]> findAll(String queryName) {
    return read(em -> findAll(em, queryName, Object[].class, Map.of())).stream();
  }

  /** The first rows of a query that begins with the newest. */
  Stream<Object[]> findNewest(String queryName, Map<String, String> parameters, int limit) {
    return areStorable(parameters)
        ? read(
            em ->
                query(em, queryName, Object[].class, parameters)
                    .setMaxResults(limit)
                    .getResultList())
            .stream()
        : Stream.empty();
  }

  /** Whether a conditional statement has changed its row. */
  boolean updated(String queryName, Map<String, Object> parameters) {
    return areStorable(parameters) && execute(queryName, parameters) == 1;
  }

  /** The same for a statement that somebody else may have been first with. */
  boolean updatedUnlessLost(String queryName, Map<String, Object> parameters) {
    return areStorable(parameters) && write(em -> execute(em, queryName, parameters) == 1, false);
  }

  /** The same for a statement that a rule of uniqueness may stand against for good. */
  boolean updatedUnlessTaken(String queryName, Map<String, Object> parameters) {
    return change(queryName, parameters) == ChangeResult.CHANGED;
  }

  /** The same, with what stood against it. */
  ChangeResult change(String queryName, Map<String, Object> parameters) {
    if (!areStorable(parameters)) {
      return ChangeResult.NOT_FOUND;
    }
    return writeUnlessTaken(
        em ->
            execute(em, queryName, parameters) == 1 ? ChangeResult.CHANGED : ChangeResult.NOT_FOUND,
        ChangeResult.TAKEN);
  }

  /** Updates or deletes, and says how many rows. */
  int execute(String queryName, Map<String, Object> parameters) {
    return write(em -> execute(em, queryName, parameters));
  }

  boolean inserted(Object row) {
    return writeUnlessTaken(em -> insert(em, row), false);
  }

  <T> T read(Function<EntityManager, T> work) {
    try {
      return unitOfWork.read(work);
    } catch (RuntimeException e) {
      throw JpaFailures.translate(e);
    }
  }

  /** Writes what has nothing to lose a race for: who was first only delays it. */
  <T> T write(Function<EntityManager, T> work) {
    return repeat(work, e -> JpaFailures.isRolledBack(e) || JpaFailures.isTaken(e));
  }

  /** Writes what may be taken already; who is only in the way delays it. */
  private <T> T writeUnlessTaken(Function<EntityManager, T> work, T whenTaken) {
    try {
      return repeat(work, JpaFailures::isRolledBack);
    } catch (RuntimeException e) {
      if (JpaFailures.isTaken(e)) {
        return whenTaken;
      }
      throw e;
    }
  }

  private <T> T repeat(Function<EntityManager, T> work, Predicate<RuntimeException> again) {
    for (int attempt = 1; ; attempt++) {
      try {
        return commit(work);
      } catch (RuntimeException e) {
        if (attempt == MAX_ATTEMPTS || !again.test(e)) {
          throw JpaFailures.translate(e);
        }
      }
    }
  }

  /** Writes what whoever is in its way may have won: nobody waits twice. */
  <T> T write(Function<EntityManager, T> work, T whenLost) {
    try {
      return commit(work);
    } catch (RuntimeException e) {
      if (JpaFailures.isLostRace(e)) {
        return whenLost;
      }
      throw JpaFailures.translate(e);
    }
  }

  private <T> T commit(Function<EntityManager, T> work) {
    return unitOfWork.write(
        em -> {
          T result = work.apply(em);
          RequestDeadline.check(); // the commit is a round trip too
          return result;
        });
  }

  /** Inserts at once, so that the database judges it here; true, for otherwise it throws. */
  static boolean insert(EntityManager em, Object row) {
    try {
      em.persist(row);
    } catch (IllegalArgumentException e) {
      throw notMapped(e);
    }
    RequestDeadline.check();
    em.flush();
    return true;
  }

  static int execute(EntityManager em, String queryName, Map<String, ?> parameters) {
    Query query;
    try {
      query = em.createNamedQuery(queryName);
    } catch (IllegalArgumentException e) {
      throw notMapped(e);
    }
    parameters.forEach(query::setParameter);
    RequestDeadline.check();
    return query.executeUpdate();
  }

  static <T> Optional<T> findFirst(
      EntityManager em, String queryName, Class<T> type, Map<String, ?> parameters) {
    return findAll(em, queryName, type, parameters).stream().findFirst();
  }

  private static <T> List<T> findAll(
      EntityManager em, String queryName, Class<T> type, Map<String, ?> parameters) {
    TypedQuery<T> query = query(em, queryName, type, parameters);
    RequestDeadline.check();
    return query.getResultList();
  }

  private static <T> TypedQuery<T> query(
      EntityManager em, String queryName, Class<T> type, Map<String, ?> parameters) {
    TypedQuery<T> query;
    try {
      query = em.createNamedQuery(queryName, type);
    } catch (IllegalArgumentException e) {
      throw notMapped(e);
    }
    parameters.forEach(query::setParameter);
    return query;
  }

  private static boolean areStorable(Map<String, ?> parameters) {
    return parameters.values().stream()
        .allMatch(value -> !(value instanceof String text) || TextKey.isStorable(text));
  }

  private static IllegalStateException notMapped(IllegalArgumentException cause) {
    // logged too: who answers a request logs no messages
    LOG.log(System.Logger.Level.ERROR, NOT_MAPPED);
    return new IllegalStateException(NOT_MAPPED, cause);
  }
}
