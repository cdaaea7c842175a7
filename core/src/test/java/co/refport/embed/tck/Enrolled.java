package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A new partner that is enrolled in the active program of an organization. */
record Enrolled(EmbedStore store, ProgramRecord program, NewEnrollment enrollment) {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");

  /** In a new organization's program that has these origins. */
  static Enrolled enroll(EmbedStore store, OperatorStore operator, String... origins) {
    ProgramRecord program =
        new ProgramRecord(
            RandomText.id("prg_"), RandomText.id("org_"), List.of(origins), true, NOW);
    assertThat(operator.insertProgram(program)).isTrue();
    return enroll(store, program, null, null);
  }

  static Enrolled enroll(
      EmbedStore store, ProgramRecord program, @Nullable String tenantId, @Nullable String name) {
    String email = RandomText.email();
    NewEnrollment enrollment =
        new NewEnrollment(
            program.organizationId(),
            RandomText.id("enr_"),
            tenantId,
            RandomText.id("ptn_"),
            email,
            email.toUpperCase(Locale.ROOT),
            name,
            NOW);
    assertThat(store.createEnrollment(enrollment)).isInstanceOf(Created.class);
    return new Enrolled(store, program, enrollment);
  }

  String organizationId() {
    return program.organizationId();
  }

  String id() {
    return enrollment.enrollmentId();
  }

  void deactivate(OperatorStore operator) {
    assertThat(operator.setEnrollmentActive(organizationId(), id(), false)).isTrue();
  }

  void deactivateProgram(OperatorStore operator) {
    assertThat(operator.setProgramActive(organizationId(), program.id(), false)).isTrue();
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
    return new TokenReference(program.id(), id(), apiKeyId, tokenId);
  }

  /** What the store says of a new token now. */
  TokenState state() {
    return store.findTokenState(token()).orElseThrow();
  }
}
