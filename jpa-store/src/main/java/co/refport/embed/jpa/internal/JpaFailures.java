package co.refport.embed.jpa.internal;

import co.refport.embed.spi.StoreUnavailableException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a failure of the database means, by the SQLState in its chain of causes; by the error code
 * where the database gives one state to several things, as MariaDB does.
 */
public final class JpaFailures {

  // codes do not collide: those of H2 have five digits, PostgreSQL has none

  private static final int H2_CONCURRENT_UPDATE = 90131;

  /**
   * What a server's pool fails with, and its transactions at a commit, of which they do not always
   * say why. By name, for these APIs may be absent.
   */
  private static final Set<String> SERVER_FAILURES =
      Set.of(
          "jakarta.resource.ResourceException",
          "jakarta.transaction.SystemException",
          "jakarta.transaction.RollbackException",
          "jakarta.transaction.HeuristicMixedException",
          "jakarta.transaction.HeuristicRollbackException");

  /** The row has changed since the snapshot was taken. */
  private static final int MARIADB_CHANGED_ROW = 1020;

  private static final int MARIADB_LOCK_TIMEOUT = 1205;

  /** A missing value; a failed check. */
  private static final Set<Integer> MARIADB_SCHEMA_DEFECTS = Set.of(1048, 4025);

  /** Disk, memory, table, a host that is blocked after errors, connections of one user. */
  private static final Set<Integer> MARIADB_EXHAUSTED =
      Set.of(1021, 1037, 1038, 1041, 1114, 1129, 1203, 1226);

  private JpaFailures() {}

  /**
   * Whether another transaction was first: a rule of uniqueness, a deadlock, a lock, a snapshot.
   */
  public static boolean isLostRace(Throwable failure) {
    return anySqlException(failure, JpaFailures::isLostRace);
  }

  /** Whether a rule of uniqueness stands against it, and will when it is tried again. */
  public static boolean isTaken(Throwable failure) {
    return anySqlException(failure, JpaFailures::isTaken);
  }

  /**
   * Whether it was undone for another transaction's sake, so that the same may succeed now. A lock
   * timeout is none: who tries again waits as long again.
   */
  public static boolean isRolledBack(Throwable failure) {
    return anySqlException(failure, JpaFailures::isRolledBack);
  }

  /** What to throw for a failure that is not a lost race, or cannot be one since it is a read's. */
  public static RuntimeException translate(RuntimeException failure) {
    if (anyCause(failure, JpaFailures::isUnavailable)
        || anySqlException(failure, e -> isRolledBack(e) || isLockTimeout(e))) {
      return new StoreUnavailableException("The database cannot be reached", failure);
    }
    if (anySqlException(failure, e -> hasClass(e, "22") || isSchemaDefect(e))) {
      return withoutValues(failure);
    }
    return failure;
  }

  private static boolean isLostRace(SQLException e) {
    return isRolledBack(e) || isLockTimeout(e) || isTaken(e);
  }

  private static boolean isTaken(SQLException e) {
    return isIntegrityViolation(e) && !isSchemaDefect(e);
  }

  private static boolean isIntegrityViolation(SQLException e) {
    return e instanceof SQLIntegrityConstraintViolationException || hasClass(e, "23");
  }

  /** A missing value or a failed check: no other transaction is to blame. */
  private static boolean isSchemaDefect(SQLException e) {
    return hasClass(e, "23502")
        || hasClass(e, "23513")
        || hasClass(e, "23514")
        || MARIADB_SCHEMA_DEFECTS.contains(e.getErrorCode());
  }

  private static boolean isRolledBack(SQLException e) {
    return !isLockTimeout(e)
        && (e instanceof SQLTransactionRollbackException
            || hasClass(e, "40")
            || e.getErrorCode() == H2_CONCURRENT_UPDATE
            || e.getErrorCode() == MARIADB_CHANGED_ROW);
  }

  private static boolean isLockTimeout(SQLException e) {
    return hasClass(e, "55P03") // PostgreSQL
        || hasClass(e, "HYT00") // H2
        || e.getErrorCode() == MARIADB_LOCK_TIMEOUT;
  }

  private static boolean isUnavailable(Throwable cause) {
    return cause instanceof SQLException e ? isUnavailable(e) : isServerFailure(cause.getClass());
  }

  private static boolean isUnavailable(SQLException e) {
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || e instanceof SQLTimeoutException
        // a pool speaks for itself; what the database says always has a state
        || e.getSQLState() == null
        || hasClass(e, "08")
        || hasClass(e, "53")
        || hasClass(e, "57")
        || hasClass(e, "58")
        // MariaDB: a statement or a connection that somebody ended
        || hasClass(e, "70")
        || MARIADB_EXHAUSTED.contains(e.getErrorCode());
  }

  private static boolean isServerFailure(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (SERVER_FAILURES.contains(c.getName())) {
        return true;
      }
    }
    return false;
  }

  /** Data errors quote the data: of message and causes only the state is handed on. */
  private static RuntimeException withoutValues(RuntimeException failure) {
    String state =
        causes(failure).stream()
            .flatMap(cause -> cause instanceof SQLException e ? Stream.of(e) : Stream.empty())
            .flatMap(e -> Stream.ofNullable(e.getSQLState()))
            .findFirst()
            .orElse("");
    PersistenceException safe =
        new PersistenceException(
            "The database refused a value: too long, missing, or not what its column takes",
            new SQLException("(its message may quote the value)", state));
    safe.setStackTrace(failure.getStackTrace());
    return safe;
  }

  private static boolean hasClass(SQLException e, String prefix) {
    String state = e.getSQLState();
    return state != null && state.startsWith(prefix);
  }

  private static boolean anySqlException(Throwable failure, Predicate<SQLException> test) {
    return anyCause(failure, cause -> cause instanceof SQLException e && test.test(e));
  }

  private static boolean anyCause(Throwable failure, Predicate<Throwable> test) {
    return causes(failure).stream().anyMatch(test);
  }

  /** The failure and all that is behind it, in that order; chains may be cyclic. */
  private static Set<Throwable> causes(Throwable failure) {
    Set<Throwable> seen = new LinkedHashSet<>();
    Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
    while (!open.isEmpty()) {
      Throwable cause = open.remove();
      if (seen.add(cause)) {
        Optional.ofNullable(cause.getCause()).ifPresent(open::add);
        if (cause instanceof SQLException e && e.getNextException() != null) {
          open.add(e.getNextException());
        }
      }
    }
    return seen;
  }
}
