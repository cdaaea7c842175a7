package co.refport.embed.internal;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose fields were trimmed and hold every rule of the contract. */
record Identity(
    @Nullable String tenantId,
    @Nullable String enrollmentId,
    @Nullable EmailAddress email,
    @Nullable String name) {

  private static final int MAX_LENGTH = 255;

  static Identity of(EmbedTokenRequest request) {
    List<FieldError> errors = new ArrayList<>();
    String tenantId = identifier("tenantId", request.tenantId(), errors);
    String enrollmentId = identifier("enrollmentId", request.enrollmentId(), errors);
    EmailAddress email = null;
    String name = null;
    Optional<EmbedTokenRequest.Partner> partner = request.partner();
    if (partner.isPresent()) {
      email = email(partner.get().email(), errors);
      name = name(partner.get().name(), errors);
    } else if (request.tenantId().isEmpty() && request.enrollmentId().isEmpty()) {
      errors.add(
          new FieldError("body", "must have at least one of tenantId, enrollmentId and partner"));
    }
    if (!errors.isEmpty()) {
      throw EmbedException.invalid(errors);
    }
    return new Identity(tenantId, enrollmentId, email, name);
  }

  /** A partner's email that was trimmed and holds the rules of the contract. */
  static EmailAddress requireEmail(String given) {
    List<FieldError> errors = new ArrayList<>();
    EmailAddress email = email(given, errors);
    if (email == null) {
      throw EmbedException.invalid(errors);
    }
    return email;
  }

  /** A tenant id that was trimmed and holds the rules of the contract. */
  static String requireTenantId(String given) {
    List<FieldError> errors = new ArrayList<>();
    String value = identifier("tenantId", given, errors);
    if (!errors.isEmpty()) {
      throw EmbedException.invalid(errors);
    }
    return value;
  }

  private static @Nullable String identifier(
      String field, Optional<String> given, List<FieldError> errors) {
    return given.isEmpty() ? null : identifier(field, given.get(), errors);
  }

  private static String identifier(String field, String given, List<FieldError> errors) {
    String value = trim(given);
    if (value.isEmpty()) {
      errors.add(new FieldError(field, "must not be blank"));
    } else {
      checkText(field, value, errors);
    }
    return value;
  }

  private static @Nullable EmailAddress email(@Nullable String given, List<FieldError> errors) {
    String field = "partner.email";
    if (given == null) {
      errors.add(new FieldError(field, "is required when partner is given"));
      return null;
    }
    Optional<EmailAddress> email = EmailAddress.parse(trim(given));
    if (email.isEmpty()) {
      errors.add(new FieldError(field, "must be an email address"));
    }
    return email.orElse(null);
  }

  private static @Nullable String name(@Nullable String given, List<FieldError> errors) {
    String value = given == null ? "" : trim(given);
    if (value.isEmpty()) {
      return null;
    }
    checkText("partner.name", value, errors);
    return value;
  }

  private static void checkText(String field, String value, List<FieldError> errors) {
    if (value.length() > MAX_LENGTH) {
      errors.add(new FieldError(field, "must have at most " + MAX_LENGTH + " characters"));
    } else if (value.codePoints().anyMatch(Identity::isForbidden)) {
      errors.add(new FieldError(field, "must not have control characters or unpaired surrogates"));
    }
  }

  /** A control character, or half of a pair of surrogates. */
  static boolean isForbidden(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static String trim(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start, end);
  }

  /** The white space of the contract, which is neither Java's nor Unicode's. */
  private static boolean isSpace(char c) {
    return (c >= 0x09 && c <= 0x0D)
        || c == 0x20
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  @Override
  public String toString() {
    return "Identity[(hidden)]";
  }
}
