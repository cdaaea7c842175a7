package co.refport.embed.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database how it runs each query, update and delete, with the values that are bound,
 * before it runs it.
 */
final class ExplainingDataSource {

  private final List<Map<String, String>> plan = new ArrayList<>();
  private final DataSource explained;

  ExplainingDataSource(DataSource dataSource) {
    explained =
        wrap(
            DataSource.class,
            (method, arguments) -> {
              Object result = invoke(dataSource, method, arguments);
              return result instanceof Connection connection ? explained(connection) : result;
            });
  }

  DataSource explained() {
    return explained;
  }

  void reset() {
    plan.clear();
  }

  /**
   * The rows of the plans since the last reset: values by the names of their columns, and the query
   * as {@code sql}.
   */
  List<Map<String, String>> plan() {
    return List.copyOf(plan);
  }

  private Connection explained(Connection connection) {
    return wrap(
        Connection.class,
        (method, arguments) -> {
          Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
                  && arguments[0] instanceof String sql
                  && sql.toLowerCase(Locale.ROOT).matches("(?s)(select|update|delete) .*")
              ? explained(statement, connection.prepareStatement("explain " + sql), sql)
              : result;
        });
  }

  private PreparedStatement explained(
      PreparedStatement statement, PreparedStatement explanation, String sql) {
    return wrap(
        PreparedStatement.class,
        (method, arguments) -> {
          if (method.getName().startsWith("set") || method.getName().equals("close")) {
            invoke(explanation, method, arguments);
          } else if (List.of("executeQuery", "executeUpdate").contains(method.getName())) {
            record(explanation, sql);
          }
          return invoke(statement, method, arguments);
        });
  }

  private void record(PreparedStatement explanation, String sql) throws SQLException {
    try (ResultSet result = explanation.executeQuery()) {
      while (result.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("sql", sql);
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String column = result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
          row.put(column, String.valueOf(result.getString(i)));
        }
        plan.add(row);
      }
    }
  }

  private interface Call {
    @Nullable Object on(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T wrap(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                call.on(method, arguments == null ? new Object[0] : arguments)));
  }

  private static @Nullable Object invoke(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
