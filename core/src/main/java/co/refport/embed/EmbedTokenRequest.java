package co.refport.embed;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token is for, as the caller says it. Immutable.
 *
 * <p>A request is not judged when it is built but when it is used: {@link AuthenticatedCaller} and
 * {@link EmbedTokens} refuse one that breaks a field rule with {@link ErrorCode#VALIDATION_ERROR}.
 *
 * <p>Two promises come from the caller and cannot be checked here: a {@code tenantId} names one
 * partner, not a group of users, and the email belongs to the person whom the caller has signed in.
 *
 * <p>{@link #toString()} leaves the values out.
 */
public final class EmbedTokenRequest {

  /**
   * The partner as the caller knows it. Immutable; {@link #toString()} leaves the values out.
   *
   * @param email the email address; required by the field rules, hence refused later when null
   * @param name the display name, used only when the partner is new; may be null
   */
  public record Partner(@Nullable String email, @Nullable String name) {
    @Override
    public String toString() {
      return "Partner[(hidden)]";
    }
  }

  private final @Nullable String tenantId;
  private final @Nullable String enrollmentId;
  private final @Nullable Partner partner;

  private EmbedTokenRequest(Builder builder) {
    this.tenantId = builder.tenantId;
    this.enrollmentId = builder.enrollmentId;
    this.partner = builder.partner;
  }

  /**
   * Starts a request that names nobody yet.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The caller's own id of the partner.
   *
   * @return the id as it was given, or empty
   */
  public Optional<String> tenantId() {
    return Optional.ofNullable(tenantId);
  }

  /**
   * The id of an existing enrollment.
   *
   * @return the id as it was given, or empty
   */
  public Optional<String> enrollmentId() {
    return Optional.ofNullable(enrollmentId);
  }

  /**
   * The partner by email.
   *
   * @return the partner as it was given, or empty
   */
  public Optional<Partner> partner() {
    return Optional.ofNullable(partner);
  }

  @Override
  public String toString() {
    return "EmbedTokenRequest[(hidden)]";
  }

  /** Collects the identifiers of a request. Not thread-safe; may be used again after a build. */
  public static final class Builder {
    private @Nullable String tenantId;
    private @Nullable String enrollmentId;
    private @Nullable Partner partner;

    private Builder() {}

    /**
     * Names the partner by the caller's own id of it.
     *
     * @param tenantId at most 255 characters, compared code point by code point; null for none
     * @return this
     */
    public Builder tenantId(@Nullable String tenantId) {
      this.tenantId = tenantId;
      return this;
    }

    /**
     * Names the partner by an enrollment that exists.
     *
     * @param enrollmentId at most 255 characters; null for none
     * @return this
     */
    public Builder enrollmentId(@Nullable String enrollmentId) {
      this.enrollmentId = enrollmentId;
      return this;
    }

    /**
     * Names the partner by email; it is created when it does not exist.
     *
     * @param email the email address, which the caller has verified
     * @param name the display name of a new partner, at most 255 characters; null for none
     * @return this
     */
    public Builder partner(@Nullable String email, @Nullable String name) {
      this.partner = new Partner(email, name);
      return this;
    }

    /**
     * Makes the request.
     *
     * @return a request that does not change when this builder is used again
     */
    public EmbedTokenRequest build() {
      return new EmbedTokenRequest(this);
    }
  }
}
