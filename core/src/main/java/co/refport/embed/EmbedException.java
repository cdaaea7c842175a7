package co.refport.embed;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused, with the reason as the wire contract names it.
 *
 * <p>Immutable. Code, message, details and {@link #retryAfter()} are safe to send to the caller:
 * they hold fixed texts only, never a secret, an email or anything else that the caller sent. When
 * an operation throws this exception, nothing of what was asked for has been stored; with {@link
 * ErrorCode#SERVICE_UNAVAILABLE} nothing or everything, for the answer of the store may be lost.
 */
public final class EmbedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<FieldError> details;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<Allowance> allowance;

  private EmbedException(
      ErrorCode code,
      String message,
      List<FieldError> details,
      Optional<Duration> retryAfter,
      Optional<Allowance> allowance) {
    super(message);
    this.code = requireNonNull(code, "code");
    this.details = List.copyOf(details);
    this.retryAfter = retryAfter;
    this.allowance = allowance;
  }

  /**
   * A refusal without further detail.
   *
   * @param code the reason
   * @param message a fixed text for the caller
   */
  public EmbedException(ErrorCode code, String message) {
    this(code, message, List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Makes the exception for a request that breaks field rules. Its message is the first field and
   * the rule that it breaks.
   *
   * @param details the broken rules, at least one
   * @return an exception with {@link ErrorCode#VALIDATION_ERROR}
   * @throws IllegalArgumentException when {@code details} is empty
   */
  public static EmbedException invalid(List<FieldError> details) {
    if (details.isEmpty()) {
      throw new IllegalArgumentException("details must not be empty");
    }
    FieldError first = details.get(0);
    return new EmbedException(
        ErrorCode.VALIDATION_ERROR,
        first.field() + " " + first.message(),
        details,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A refusal that is over after some time.
   *
   * @param code the reason
   * @param message a fixed text for the caller
   * @param retryAfter when a retry may succeed; not negative
   * @return the exception
   */
  public static EmbedException retryable(ErrorCode code, String message, Duration retryAfter) {
    return new EmbedException(code, message, List.of(), Optional.of(retryAfter), Optional.empty());
  }

  /**
   * Makes the exception for a request that is over a limit. Its message states the seconds to wait,
   * as {@link #retryAfterSeconds()} rounds them.
   *
   * @param retryAfter when a retry may succeed; not negative
   * @param allowance what the API key may still do; null when the limit is not a key's
   * @return an exception with {@link ErrorCode#RATE_LIMIT_EXCEEDED}
   */
  public static EmbedException overLimit(Duration retryAfter, @Nullable Allowance allowance) {
    long seconds = wholeSeconds(retryAfter);
    return new EmbedException(
        ErrorCode.RATE_LIMIT_EXCEEDED,
        "Too many requests; retry after " + seconds + (seconds == 1 ? " second" : " seconds"),
        List.of(),
        Optional.of(retryAfter),
        Optional.ofNullable(allowance));
  }

  /**
   * The reason.
   *
   * @return the code on the wire
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * The broken rules of a {@link ErrorCode#VALIDATION_ERROR}.
   *
   * @return an immutable list; empty for every other code, and after deserialization
   */
  public List<FieldError> details() {
    return details == null ? List.of() : details;
  }

  /**
   * How long to wait before a retry.
   *
   * @return a duration that is not negative; empty where waiting is not known to help, and after
   *     deserialization
   */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }

  /**
   * Returns {@link #retryAfter()} as the header {@code Retry-After} states it.
   *
   * @return whole seconds, rounded up, at least 1; empty where {@link #retryAfter()} is empty
   */
  public OptionalLong retryAfterSeconds() {
    return retryAfter().stream().mapToLong(EmbedException::wholeSeconds).findFirst();
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  /**
   * The allowance of the API key whose limit refused the request.
   *
   * @return the allowance; empty for every other refusal, and after deserialization
   */
  public Optional<Allowance> allowance() {
    return allowance == null ? Optional.empty() : allowance;
  }
}
