package co.refport.embed.jpa;

import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Data that tests of one empty database each can share. */
final class Samples {

  static final String ORGANIZATION = "org_1";
  static final String EMAIL = "alice@example.com";
  static final String TYPED_EMAIL = "Alice@Example.com";
  static final String NAME = "Alice Liddell";
  static final String TENANT = "wonderland-inc";
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");

  private Samples() {}

  static ProgramRecord program(String id) {
    return new ProgramRecord(id, ORGANIZATION, NOW);
  }

  /** A token of such an enrollment in the program {@code prg_1}. */
  static TokenReference token(String suffix, @Nullable String apiKeyId, String tokenId) {
    return new TokenReference("prg_1", "enr_" + suffix, apiKeyId, tokenId);
  }

  /** An enrollment whose ids end with the suffix. */
  static NewEnrollment enrollment(String suffix, @Nullable String tenantId, String email) {
    return new NewEnrollment(
        ORGANIZATION, "enr_" + suffix, tenantId, "ptn_" + suffix, email, TYPED_EMAIL, NAME, NOW);
  }
}
