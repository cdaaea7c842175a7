package co.refport.embed.spi;

import co.refport.embed.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an {@link EmbedListener} hears. Every type is immutable. */
public interface EmbedEvent {

  /**
   * A token was minted.
   *
   * @param organizationId the organization
   * @param programId the program
   * @param enrollmentId the enrollment that the token is for
   * @param apiKeyId the API key that asked; null when it was minted in process
   * @param tokenId the token's id ({@code jti})
   * @param expires when it expires
   */
  record TokenMinted(
      String organizationId,
      String programId,
      String enrollmentId,
      @Nullable String apiKeyId,
      String tokenId,
      Instant expires)
      implements EmbedEvent {}

  /**
   * An enrollment was created.
   *
   * @param organizationId the organization
   * @param programId the program
   * @param enrollmentId the new enrollment
   * @param partnerId the partner
   * @param partnerCreated whether the partner is new too
   */
  record EnrollmentCreated(
      String organizationId,
      String programId,
      String enrollmentId,
      String partnerId,
      boolean partnerCreated)
      implements EmbedEvent {}

  /**
   * An existing enrollment got its tenant id.
   *
   * @param organizationId the organization
   * @param enrollmentId the enrollment
   */
  record TenantBound(String organizationId, String enrollmentId) implements EmbedEvent {}

  /**
   * A request for a token was rejected for another reason than a limit. A body that is too large or
   * too slow is published, too. What the web side rejects (405, 415, a body that is not the
   * expected JSON) and defects (500) are not published.
   *
   * @param code the reason
   * @param organizationId the organization; null when the key was refused
   * @param apiKeyId the API key's id; null when the key was refused or there is none
   */
  record RequestRefused(ErrorCode code, @Nullable String organizationId, @Nullable String apiKeyId)
      implements EmbedEvent {}

  /**
   * A token was found good for a request.
   *
   * @param organizationId the organization
   * @param programId the program
   * @param enrollmentId the enrollment
   * @param tokenId the token's id ({@code jti})
   */
  record TokenVerified(String organizationId, String programId, String enrollmentId, String tokenId)
      implements EmbedEvent {}

  /**
   * A token was refused for another reason than a limit, or none was sent.
   *
   * @param code the reason
   * @param tokenId the token's id; null unless its signature holds
   */
  record TokenRefused(ErrorCode code, @Nullable String tokenId) implements EmbedEvent {}

  /**
   * A token was revoked.
   *
   * @param tokenId the token's id
   */
  record TokenRevoked(String tokenId) implements EmbedEvent {}

  /**
   * All tokens of an enrollment were revoked.
   *
   * @param organizationId the organization
   * @param enrollmentId the enrollment
   */
  record EnrollmentRevoked(String organizationId, String enrollmentId) implements EmbedEvent {}

  /**
   * An API key and all its tokens were revoked.
   *
   * @param organizationId the organization
   * @param apiKeyId the key's id
   */
  record ApiKeyRevoked(String organizationId, String apiKeyId) implements EmbedEvent {}

  /**
   * An operator has added a program.
   *
   * @param organizationId the organization
   * @param programId the new program
   */
  record ProgramCreated(String organizationId, String programId) implements EmbedEvent {}

  /**
   * An operator has made a program active or not; it may have been so before.
   *
   * @param organizationId the organization
   * @param programId the program
   * @param active what it is now
   */
  record ProgramActiveSet(String organizationId, String programId, boolean active)
      implements EmbedEvent {}

  /**
   * An operator has replaced a program's origins.
   *
   * @param organizationId the organization
   * @param programId the program
   * @param origins what they are now
   */
  record OriginsSet(String organizationId, String programId, List<String> origins)
      implements EmbedEvent {}

  /**
   * An operator has made an enrollment active or not; it may have been so before.
   *
   * @param organizationId the organization
   * @param enrollmentId the enrollment
   * @param active what it is now
   */
  record EnrollmentActiveSet(String organizationId, String enrollmentId, boolean active)
      implements EmbedEvent {}

  /**
   * An operator has set a partner's email.
   *
   * @param organizationId the organization
   * @param enrollmentId an enrollment of the partner
   */
  record EmailSet(String organizationId, String enrollmentId) implements EmbedEvent {}

  /**
   * An operator has set or removed an enrollment's tenant id.
   *
   * @param organizationId the organization
   * @param enrollmentId the enrollment
   * @param removed whether the enrollment has no tenant id now
   */
  record TenantIdSet(String organizationId, String enrollmentId, boolean removed)
      implements EmbedEvent {}

  /**
   * An operator has merged an enrollment into another.
   *
   * @param organizationId the organization
   * @param loserId the enrollment that was deleted
   * @param winnerId the enrollment that stays
   */
  record EnrollmentsMerged(String organizationId, String loserId, String winnerId)
      implements EmbedEvent {}

  /**
   * An operator has erased a partner and all its enrollments.
   *
   * @param organizationId the organization
   * @param enrollmentId the enrollment by which the partner was named
   */
  record PartnerErased(String organizationId, String enrollmentId) implements EmbedEvent {}

  /**
   * An operator has issued an API key.
   *
   * @param organizationId the organization
   * @param apiKeyId the new key's id
   */
  record ApiKeyIssued(String organizationId, String apiKeyId) implements EmbedEvent {}

  /**
   * An operator has brought the expiry of an API key forward, unless it was earlier already.
   *
   * @param organizationId the organization
   * @param apiKeyId the key's id
   * @param expiresAt when it expires at the latest
   */
  record ApiKeyExpirySet(String organizationId, String apiKeyId, Instant expiresAt)
      implements EmbedEvent {}

  /**
   * An operator has added a signing key.
   *
   * @param keyId the key's id ({@code kid})
   */
  record SigningKeyAdded(String keyId) implements EmbedEvent {}

  /**
   * An operator has withdrawn a signing key.
   *
   * @param keyId the key's id ({@code kid})
   */
  record SigningKeyWithdrawn(String keyId) implements EmbedEvent {}

  /**
   * A request was rejected by a limit. Too many bodies of one API key have the scope of the key,
   * and a used-up budget of look-ups has the scope of the client address.
   *
   * @param scope the limit
   * @param id an API key's id, a token's id, or a client address: the /64 of an IPv6 address, and a
   *     hash of a text that is longer than an address
   */
  record RateLimited(RateLimiter.Scope scope, String id) implements EmbedEvent {}
}
