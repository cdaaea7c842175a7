package co.refport.embed.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Records what is asked of a database: the statements, and how many connections at a time. */
final class RecordingDataSource {

  /** What takes a statement: a prepared one is recorded when it is prepared. */
  private static final Set<String> RUN =
      Set.of("prepareStatement", "execute", "executeUpdate", "executeQuery");

  private final List<String> statements = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final DataSource recorded;
  private int mostOpen;
  private Consumer<String> beforeStatement = sql -> {};

  RecordingDataSource(DataSource dataSource) {
    recorded = wrap(DataSource.class, dataSource);
  }

  DataSource recorded() {
    return recorded;
  }

  /** Calls somebody with each statement before it is prepared. */
  void beforeStatement(Consumer<String> listener) {
    beforeStatement = listener;
  }

  void reset() {
    statements.clear();
    mostOpen = open.get();
  }

  List<String> statements() {
    return List.copyOf(statements);
  }

  int open() {
    return open.get();
  }

  int mostOpen() {
    return mostOpen;
  }

  private <T> T wrap(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (RUN.contains(method.getName())) {
                String sql = (String) arguments[0];
                statements.add(sql);
                beforeStatement.accept(sql);
              }
              if (target instanceof Connection connection
                  && method.getName().equals("close")
                  && !connection.isClosed()) {
                open.decrementAndGet();
              }
              try {
                Object result = method.invoke(target, arguments);
                return switch (method.getName()) {
                  case "getConnection" ->
                      target instanceof DataSource ? opened((Connection) result) : result;
                  case "createStatement" -> wrap(Statement.class, (Statement) result);
                  default -> result;
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Connection opened(Connection connection) {
    mostOpen = Math.max(mostOpen, open.incrementAndGet());
    return wrap(Connection.class, connection);
  }
}
