package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step has thrown, as the wire contract answers it. The log gets the classes and places of
 * exceptions, never their messages, which may quote what a caller sent.
 */
final class Failure {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");
  private static final int MAX_CAUSES = 8;

  private Failure() {}

  /** The refusal to answer with; logs what is no fault of the caller. */
  static EmbedException refusal(Throwable failure, String requestId) {
    if (!(failure instanceof EmbedException refusal)) {
      LOG.log(Level.ERROR, "request {0} was answered 500: {1}", requestId, describe(failure));
      return new EmbedException(ErrorCode.INTERNAL_ERROR, "The request failed on our side");
    }
    if (refusal.code() == ErrorCode.SERVICE_UNAVAILABLE) {
      LOG.log(Level.WARNING, "request {0} was answered 503: {1}", requestId, describe(failure));
    }
    return refusal;
  }

  /** Says when to try again, where that helps. */
  static void putRetryAfter(EmbedException refusal, Map<String, String> headers) {
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> headers.put("Retry-After", Long.toString(seconds)));
  }

  /** Rounded up: a retry after that time is not too early. */
  static long wholeSeconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }

  private static String describe(Throwable failure) {
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
