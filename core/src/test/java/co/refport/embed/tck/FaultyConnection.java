package co.refport.embed.tck;

import co.refport.embed.tck.Faults.Moment;
import co.refport.embed.tck.Faults.Trouble;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection of a {@link FaultyDataSource}, for one thread at a time as they all are. */
final class FaultyConnection implements InvocationHandler {

  private static final Pattern WRITE =
      Pattern.compile("(?is)\\s*(with\\b.*\\b)?(insert|update|delete|merge|replace|upsert)\\b.*");

  private final Connection target;
  private final FaultyDataSource faults;
  private boolean changed;
  private boolean broken;

  private FaultyConnection(Connection target, FaultyDataSource faults) {
    this.target = target;
    this.faults = faults;
  }

  static Connection around(Connection target, FaultyDataSource faults) {
    return proxy(Connection.class, new FaultyConnection(target, faults));
  }

  @Override
  public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (broken) {
      return afterTheBreak(self, method, args);
    }
    return switch (method.getName()) {
      case "equals" -> args != null && self == args[0];
      case "commit" -> commit(method, args);
      case "setAutoCommit" ->
          args != null && Boolean.TRUE.equals(args[0])
              ? commit(method, args)
              : pass(target, method, args);
      case "rollback" -> {
        changed &= args != null; // to a savepoint
        yield pass(target, method, args);
      }
      case "createStatement" -> statement(Statement.class, self, method, args);
      case "prepareStatement" -> statement(PreparedStatement.class, self, method, args);
      case "prepareCall" -> statement(CallableStatement.class, self, method, args);
      default -> pass(target, method, args);
    };
  }

  private static @Nullable Object afterTheBreak(
      Object self, Method method, @Nullable Object @Nullable [] args) throws SQLException {
    return switch (method.getName()) {
      case "close", "abort" -> null;
      case "isClosed" -> true;
      case "isValid" -> false;
      case "equals" -> args != null && self == args[0];
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "a broken connection";
      default -> throw FaultyDataSource.exception(Trouble.BROKEN);
    };
  }

  private @Nullable Object commit(Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (!changed) {
      return pass(target, method, args);
    }
    check(Moment.COMMIT);
    Object result = pass(target, method, args);
    changed = false;
    check(Moment.COMMITTED);
    return result;
  }

  private Object statement(
      Class<? extends Statement> type,
      Object connection,
      Method prepare,
      @Nullable Object @Nullable [] args)
      throws Throwable {
    Object statement = pass(target, prepare, args);
    String prepared = text(args);
    return proxy(
        type,
        (self, method, arguments) -> {
          String name = method.getName();
          if (name.equals("getConnection")) {
            return connection;
          }
          if (name.equals("equals")) {
            return arguments != null && self == arguments[0];
          }
          if (name.startsWith("execute")) {
            String sql = text(arguments);
            return execute(statement, method, arguments, sql.isEmpty() ? prepared : sql);
          }
          return pass(statement, method, arguments);
        });
  }

  private @Nullable Object execute(
      @Nullable Object statement, Method method, @Nullable Object @Nullable [] args, String sql)
      throws Throwable {
    if (broken) {
      throw FaultyDataSource.exception(Trouble.BROKEN);
    }
    check(Moment.STATEMENT);
    if (!WRITE.matcher(sql).matches()) {
      return pass(statement, method, args);
    }
    check(Moment.WRITE);
    boolean commits = target.getAutoCommit();
    if (commits) {
      check(Moment.COMMIT);
    }
    Object result = pass(statement, method, args);
    changed = !commits;
    if (commits) {
      check(Moment.COMMITTED);
    }
    return result;
  }

  private void check(Moment moment) throws SQLException {
    Trouble trouble = faults.at(moment);
    if (trouble == null) {
      return;
    }
    // what breaks under a transaction, or refuses to commit it, rolls it back
    if ((trouble == Trouble.BROKEN || moment == Moment.COMMIT) && !target.getAutoCommit()) {
      target.rollback();
      changed = false;
    }
    if (trouble == Trouble.BROKEN) {
      broken = true;
      target.close();
    }
    throw FaultyDataSource.exception(trouble);
  }

  private static String text(@Nullable Object @Nullable [] args) {
    return args != null && args.length > 0 && args[0] instanceof String text ? text : "";
  }

  private static @Nullable Object pass(
      @Nullable Object target, Method method, @Nullable Object @Nullable [] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultyConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
