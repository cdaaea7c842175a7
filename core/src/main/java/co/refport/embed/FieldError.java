package co.refport.embed;

import static java.util.Objects.requireNonNull;

/**
 * One broken rule of one field. Immutable.
 *
 * <p>The message is a fixed text: it never quotes what the caller sent.
 *
 * @param field the field's path, as in {@code partner.email}; {@code body} for the whole body
 * @param message what the field must be
 */
public record FieldError(String field, String message) {

  /** Refuses null components with a {@link NullPointerException}. */
  public FieldError {
    requireNonNull(field, "field");
    requireNonNull(message, "message");
  }
}
