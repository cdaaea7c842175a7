package co.refport.embed.jaxrs.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Describes an exception for a log without its messages, which may quote what a caller sent. */
final class Failure {

  private static final int MAX_CAUSES = 8;

  private Failure() {}

  static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    @Nullable Throwable link = failure;
    for (int i = 0; link != null && i < MAX_CAUSES; i++) {
      text.append(i == 0 ? "" : ", caused by ").append(link.getClass().getName());
      if (link instanceof SQLException sql) {
        text.append(" (SQLState ").append(sql.getSQLState()).append(')');
      }
      StackTraceElement[] frames = link.getStackTrace();
      if (frames.length > 0) {
        text.append(" at ").append(frames[0]);
      }
      link = link.getCause();
    }
    return text.toString();
  }
}
