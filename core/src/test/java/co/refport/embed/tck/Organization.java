package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An organization with a program, which is its active one unless a test has changed that. */
record Organization(EmbedStore store, OperatorStore operator, ProgramRecord program) {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");

  /** A new one. */
  static Organization in(StoreUnderTest test, String... origins) {
    return named(RandomText.id("org_"), test, origins);
  }

  /** One that has this id. */
  static Organization named(String id, StoreUnderTest test, String... origins) {
    ProgramRecord program =
        new ProgramRecord(RandomText.id("prg_"), id, List.of(origins), true, NOW);
    assertThat(test.operator().insertProgram(program)).isTrue();
    return new Organization(test.store(), test.operator(), program);
  }

  String id() {
    return program.organizationId();
  }

  String programId() {
    return program.id();
  }

  void deactivateProgram() {
    assertThat(operator.setProgramActive(id(), programId(), false)).isTrue();
  }

  /** The same organization, whose active program is a new one. */
  Organization inANewProgram() {
    deactivateProgram();
    ProgramRecord next = new ProgramRecord(RandomText.id("prg_"), id(), NOW.plusMillis(1));
    assertThat(operator.insertProgram(next)).isTrue();
    return new Organization(store, operator, next);
  }

  NewEnrollment newcomer(@Nullable String tenantId) {
    return newcomer(tenantId, RandomText.email());
  }

  NewEnrollment newcomer(@Nullable String tenantId, String email) {
    return newcomer(tenantId, email, null);
  }

  NewEnrollment newcomer(@Nullable String tenantId, String email, @Nullable String name) {
    return new NewEnrollment(
        id(),
        RandomText.id("enr_"),
        tenantId,
        RandomText.id("ptn_"),
        email,
        email.toUpperCase(Locale.ROOT),
        name,
        NOW);
  }

  EnrollmentRecord enroll(@Nullable String tenantId) {
    return enroll(newcomer(tenantId));
  }

  EnrollmentRecord enroll(NewEnrollment newcomer) {
    CreateResult result = store.createEnrollment(newcomer);
    assertThat(result).isInstanceOf(Created.class);
    return ((Created) result).enrollment();
  }

  void deactivate(String enrollmentId) {
    assertThat(operator.setEnrollmentActive(id(), enrollmentId, false)).isTrue();
  }

  /** What is found by each identifier that the enrollment has. */
  List<EnrollmentRecord> find(EnrollmentRecord enrollment) {
    return findAs(id(), enrollment);
  }

  /** The same, asked for in the name of another organization. */
  List<EnrollmentRecord> findAs(String organizationId, EnrollmentRecord enrollment) {
    List<EnrollmentRecord> found = new ArrayList<>();
    store.findEnrollmentById(organizationId, enrollment.id()).ifPresent(found::add);
    Optional.ofNullable(enrollment.tenantId())
        .flatMap(tenantId -> store.findEnrollmentByTenantId(organizationId, tenantId))
        .ifPresent(found::add);
    store.findEnrollmentByEmail(organizationId, enrollment.email()).ifPresent(found::add);
    return found;
  }

  /** Whether a partner is there can be told by creating it. */
  void assertNoPartnerHas(String email) {
    CreateResult result = store.createEnrollment(newcomer(null, email));
    assertThat(result).isInstanceOf(Created.class);
    assertThat(((Created) result).partnerCreated()).isTrue();
  }

  ApiKeyRecord addApiKey() {
    return addApiKey(null, null);
  }

  ApiKeyRecord addApiKey(@Nullable Instant expiresAt, @Nullable Instant revokedAt) {
    ApiKeyRecord key = apiKey(id(), NOW, expiresAt, revokedAt);
    assertThat(operator.insertApiKey(key)).isTrue();
    return key;
  }

  /** A key that is in no store yet. */
  static ApiKeyRecord apiKey(
      String organizationId,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt) {
    return new ApiKeyRecord(
        RandomText.id("key_"),
        organizationId,
        RandomText.sha256(),
        createdAt,
        expiresAt,
        revokedAt);
  }

  static EnrollmentRecord withTenantId(EnrollmentRecord enrollment, String tenantId) {
    return new EnrollmentRecord(
        enrollment.id(),
        enrollment.programId(),
        enrollment.partnerId(),
        tenantId,
        enrollment.email(),
        enrollment.active(),
        enrollment.revision());
  }
}
