package co.refport.embed.spi;

import java.io.Serial;

/**
 * The store's data cannot be reached at the moment; the same operation is expected to succeed
 * later. Callers are answered 503.
 */
public class StoreUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message a text that holds no secret and no email
   * @param cause what the store's engine said
   */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Makes an exception without a cause.
   *
   * @param message what failed, without secrets and emails
   */
  public StoreUnavailableException(String message) {
    super(message);
  }
}
