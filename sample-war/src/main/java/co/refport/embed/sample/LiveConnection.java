package co.refport.embed.sample;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that survives its database's restart: the server pools what it was once given, and
 * nothing portable makes it ask whether that still works.
 *
 * <p>Before a unit of work begins, a physical connection is replaced by a new one with the same
 * settings if it is closed, or if it has not been used for half a second and does not respond.
 * Within a transaction nothing is ever replaced: what fails there, fails. Only a rollback succeeds
 * without a connection, for the database has undone what was begun on it, and so does a setting
 * between two transactions, which is kept for the replacement.
 *
 * <p>Like any connection, for one thread at a time.
 */
final class LiveConnection implements InvocationHandler {

  /** Opens a physical connection. */
  @FunctionalInterface
  interface Connector {
    Connection connect() throws SQLException;
  }

  private static final long CHECK_AFTER_NANOS = Duration.ofMillis(500).toNanos();
  private static final int CHECK_TIMEOUT_SECONDS = 5;

  /** What neither needs a live connection nor begins a unit of work. */
  private static final Set<String> PASSED_ON =
      Set.of("isClosed", "isValid", "commit", "rollback", "getAutoCommit");

  private final Connector connector;
  private final LongSupplier ticker;

  /** The setters that were called, to be called again on a replacement. */
  private final Map<Method, Object[]> settings = new LinkedHashMap<>();

  private Connection physical;
  private long usedAt;
  private boolean autoCommit = true;
  private boolean inTransaction;
  private boolean closed;

  private LiveConnection(Connector connector, LongSupplier ticker) throws SQLException {
    this.connector = connector;
    this.ticker = ticker;
    this.physical = connector.connect();
    this.usedAt = ticker.getAsLong();
  }

  /** Opens one; the ticker counts nanoseconds. */
  static Connection open(Connector connector, LongSupplier ticker) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            LiveConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new LiveConnection(connector, ticker));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    Object[] arguments = args == null ? new Object[0] : args;
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "LiveConnection";
      case "close", "abort" -> {
        closed = true;
        yield call(physical, method, arguments);
      }
      // servers reset it while they close a connection, a dead one too
      case "setClientInfo" -> physical.isClosed() ? null : call(physical, method, arguments);
      default -> use(method, arguments);
    };
  }

  private @Nullable Object use(Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    boolean passedOn = PASSED_ON.contains(name);
    if (!passedOn && !inTransaction && !closed) {
      if (isSetting(name) && physical.isClosed()) {
        remember(method, arguments); // servers reset a connection when a transaction has ended
        return null;
      }
      replaceIfDead();
    }
    boolean ends = arguments.length == 0 && (name.equals("commit") || name.equals("rollback"));
    Object result = null;
    try {
      result = call(physical, method, arguments);
      usedAt = ticker.getAsLong();
    } catch (SQLException e) {
      usedAt = ticker.getAsLong() - CHECK_AFTER_NANOS; // the next use checks it
      boolean undone = ends && name.equals("rollback") && !closed && physical.isClosed();
      if (ends && name.equals("commit")) {
        startAfresh();
      }
      if (!undone) { // servers log a failed rollback with a stack trace
        throw e;
      }
    } finally {
      if (ends) {
        inTransaction = false; // whatever came of it
      }
    }
    if (isSetting(name)) {
      remember(method, arguments);
    } else if (!passedOn) {
      inTransaction = !autoCommit;
    }
    return result instanceof Statement statement
        ? recordClose(statement, method.getReturnType())
        : result;
  }

  /** A statement uses the connection until it is closed. */
  private Object recordClose(Statement statement, Class<?> type) {
    return Proxy.newProxyInstance(
        LiveConnection.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          Object result = call(statement, method, arguments == null ? new Object[0] : arguments);
          if (method.getName().equals("close")) {
            usedAt = ticker.getAsLong();
          }
          return result;
        });
  }

  private void remember(Method setter, Object[] arguments) {
    if (setter.getName().equals("setAutoCommit")) {
      boolean value = (boolean) arguments[0];
      inTransaction &= value == autoCommit; // unchanged it does nothing, changed it commits
      autoCommit = value;
    }
    settings.put(setter, arguments);
  }

  private static boolean isSetting(String name) {
    return name.startsWith("set") && !name.equals("setSavepoint");
  }

  private void replaceIfDead() throws Throwable {
    boolean idle = ticker.getAsLong() - usedAt >= CHECK_AFTER_NANOS;
    if (!physical.isClosed() && (!idle || physical.isValid(CHECK_TIMEOUT_SECONDS))) {
      return;
    }
    Connection replacement = connector.connect();
    try {
      for (Map.Entry<Method, Object[]> setting : settings.entrySet()) {
        call(replacement, setting.getKey(), setting.getValue());
      }
    } catch (Throwable e) {
      discard(replacement);
      throw e;
    }
    discard(physical);
    physical = replacement;
  }

  /** Payara pools a connection whose commit failed, and forgets to turn auto-commit on again. */
  private void startAfresh() {
    discard(physical);
    settings.keySet().removeIf(setter -> setter.getName().equals("setAutoCommit"));
    autoCommit = true;
  }

  private static void discard(Connection dead) {
    try {
      dead.close();
    } catch (SQLException e) {
      // it was given up because it doesn't work
    }
  }

  private static @Nullable Object call(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
