package co.refport.embed.tck;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import org.jspecify.annotations.Nullable;

/** A new partner that is enrolled in the active program of an organization. */
record Enrolled(Organization organization, NewEnrollment enrollment) {

  /** In a new organization's program that has these origins. */
  static Enrolled in(StoreUnderTest test, String... origins) {
    return in(Organization.in(test, origins), null, null);
  }

  static Enrolled in(Organization organization, @Nullable String tenantId, @Nullable String name) {
    return in(organization, organization.newcomer(tenantId, RandomText.email(), name));
  }

  static Enrolled in(Organization organization, NewEnrollment newcomer) {
    organization.enroll(newcomer);
    return new Enrolled(organization, newcomer);
  }

  EmbedStore store() {
    return organization.store();
  }

  ProgramRecord program() {
    return organization.program();
  }

  String organizationId() {
    return organization.id();
  }

  String id() {
    return enrollment.enrollmentId();
  }

  void deactivate() {
    organization.deactivate(id());
  }

  /** A new token that was minted in process. */
  TokenReference token() {
    return token(null);
  }

  /** A new token that was minted with an API key. */
  TokenReference token(@Nullable String apiKeyId) {
    return token(apiKeyId, RandomText.id("jti_"));
  }

  TokenReference token(@Nullable String apiKeyId, String tokenId) {
    return new TokenReference(program().id(), id(), apiKeyId, tokenId);
  }

  /** What the store says of a new token now. */
  TokenState state() {
    return store().findTokenState(token()).orElseThrow();
  }
}
