package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.EmbedEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator changes, merges and erases partners. */
class PartnerChangesTest {

  private static final String OLD_EMAIL = "alice@example.com";
  private static final String NEW_EMAIL = "Alice@New.Example.com";
  private static final String TENANT = "tenant-1";

  private final Fixture fixture = new Fixture();
  private final Enrollments enrollments = fixture.tokens.enrollments();

  /** Another node, which has used the token. */
  private final EmbedTokens elsewhere = fixture.builder().build();

  private final EmbedToken token = fixture.create(null, TENANT, OLD_EMAIL);
  private final String id = Fixture.subject(token);

  @BeforeEach
  void useTokenEverywhere() {
    fixture.tokens.verify(token.publicToken());
    elsewhere.verify(token.publicToken());
    fixture.events.clear();
  }

  @AfterEach
  void eventsHaveNoPersonalData() {
    elsewhere.close();
    assertThat(fixture.events)
        .extracting(Object::toString)
        .allSatisfy(
            text -> assertThat(text).doesNotContainIgnoringCase("alice", "example", "tenant-1"));
  }

  private ErrorCode mintingFails(@Nullable String enrollmentId, @Nullable String tenantId) {
    return mintingFails(enrollmentId, tenantId, null);
  }

  private ErrorCode mintingFails(
      @Nullable String enrollmentId, @Nullable String tenantId, @Nullable String email) {
    EmbedException refusal =
        catchThrowableOfType(
            EmbedException.class, () -> fixture.create(enrollmentId, tenantId, email));
    assertThat(refusal).as("expected a refusal").isNotNull();
    return refusal.code();
  }

  private void assertTokenGone(EmbedToken gone) {
    assertThat(Fixture.refusal(fixture.tokens, gone.publicToken()).code())
        .isEqualTo(ErrorCode.TOKEN_INVALID);
    fixture.time.pass(Duration.ofSeconds(5));
    assertThat(Fixture.refusal(elsewhere, gone.publicToken()).code())
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  // --- the email

  @Test
  void newEmailNamesTheSameEnrollment() {
    assertThat(enrollments.setEmail(Fixture.ORGANIZATION, id, " " + NEW_EMAIL + " "))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(fixture.tokens.verify(token.publicToken()).email()).isEqualTo(NEW_EMAIL);
    assertThat(fixture.enroll(null, NEW_EMAIL)).isEqualTo(id);
    assertThat(fixture.events)
        .contains(new EmbedEvent.EmailSet(Fixture.ORGANIZATION, id))
        .noneMatch(EmbedEvent.EnrollmentCreated.class::isInstance);
    assertThat(fixture.enroll(null, OLD_EMAIL)).isNotEqualTo(id);
  }

  @Test
  void takenEmailIsReported() {
    fixture.enroll(null, NEW_EMAIL);
    fixture.events.clear();
    assertThat(enrollments.setEmail(Fixture.ORGANIZATION, id, NEW_EMAIL))
        .isEqualTo(ChangeResult.TAKEN);
    assertThat(enrollments.setEmail("org_2", id, NEW_EMAIL)).isEqualTo(ChangeResult.NOT_FOUND);
    assertThat(fixture.events).isEmpty();
    assertThat(fixture.tokens.verify(token.publicToken()).email()).isEqualTo(OLD_EMAIL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "alice", "alice@example", "\u00E9@example.com"})
  void malformedEmailIsRejected(String email) {
    EmbedException refusal =
        catchThrowableOfType(
            EmbedException.class, () -> enrollments.setEmail(Fixture.ORGANIZATION, id, email));
    assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(refusal.details()).extracting(FieldError::field).containsExactly("partner.email");
    assertThat(fixture.events).isEmpty();
  }

  // --- the tenant id

  @Test
  void newTenantIdNamesTheSameEnrollment() {
    assertThat(enrollments.setTenantId(Fixture.ORGANIZATION, id, "\u00A0Tenant-2 "))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(fixture.tokens.verify(token.publicToken()).tenantId()).isEqualTo("Tenant-2");
    assertThat(fixture.enroll("Tenant-2", null)).isEqualTo(id);
    assertThat(mintingFails(null, TENANT)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(fixture.events)
        .contains(new EmbedEvent.TenantIdSet(Fixture.ORGANIZATION, id, false));
  }

  @Test
  void removedTenantIdIsBoundByTheNextRequest() {
    assertThat(enrollments.setTenantId(Fixture.ORGANIZATION, id, null))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(fixture.tokens.verify(token.publicToken()).tenantId()).isNull();
    assertThat(fixture.enroll("Tenant-3", OLD_EMAIL)).isEqualTo(id);
    assertThat(fixture.enroll("Tenant-3", null)).isEqualTo(id);
    assertThat(fixture.events).contains(new EmbedEvent.TenantIdSet(Fixture.ORGANIZATION, id, true));
  }

  @Test
  void takenTenantIdIsReported() {
    String other = fixture.enroll(null, NEW_EMAIL);
    fixture.events.clear();
    assertThat(enrollments.setTenantId(Fixture.ORGANIZATION, other, TENANT))
        .isEqualTo(ChangeResult.TAKEN);
    assertThat(enrollments.setTenantId("org_2", id, null)).isEqualTo(ChangeResult.NOT_FOUND);
    assertThat(fixture.events).isEmpty();
    assertThat(fixture.enroll(TENANT, null)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u2003", "a\u0000b", "\uD83D"})
  void malformedTenantIdIsRejected(String tenantId) {
    EmbedException refusal =
        catchThrowableOfType(
            EmbedException.class,
            () -> enrollments.setTenantId(Fixture.ORGANIZATION, id, tenantId));
    assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(refusal.details()).extracting(FieldError::field).containsExactly("tenantId");
    assertThat(fixture.enroll(TENANT, null)).isEqualTo(id);
  }

  @Test
  void tenantIdHasAtMost255Characters() {
    assertThat(enrollments.setTenantId(Fixture.ORGANIZATION, id, "x".repeat(255)))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(
            catchThrowableOfType(
                    EmbedException.class,
                    () -> enrollments.setTenantId(Fixture.ORGANIZATION, id, "x".repeat(256)))
                .code())
        .isEqualTo(ErrorCode.VALIDATION_ERROR);
  }

  // --- merging

  /** The person changed the address, and was then named by the new address alone. */
  private EmbedToken duplicate() {
    assertThat(fixture.enroll(TENANT, NEW_EMAIL)).isEqualTo(id);
    EmbedToken second = fixture.create(null, null, NEW_EMAIL);
    assertThat(Fixture.subject(second)).isNotEqualTo(id);
    assertThat(mintingFails(null, TENANT, NEW_EMAIL)).isEqualTo(ErrorCode.CONFLICT);
    elsewhere.verify(second.publicToken());
    fixture.events.clear();
    return second;
  }

  @Test
  void mergeIntoTheNewEnrollmentEndsTheConflict() {
    EmbedToken second = duplicate();
    String winner = Fixture.subject(second);
    assertThat(enrollments.merge(Fixture.ORGANIZATION, id, winner)).isTrue();
    assertThat(fixture.enroll(TENANT, NEW_EMAIL)).isEqualTo(winner);
    assertThat(fixture.enroll(null, NEW_EMAIL)).isEqualTo(winner);
    assertThat(fixture.enroll(TENANT, null)).isEqualTo(winner);
    assertThat(mintingFails(id, null)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(fixture.tokens.verify(second.publicToken()).tenantId()).isEqualTo(TENANT);
    assertTokenGone(token);
    assertThat(fixture.events)
        .contains(new EmbedEvent.EnrollmentsMerged(Fixture.ORGANIZATION, id, winner));
  }

  @Test
  void mergeIntoTheOldEnrollmentFreesTheEmail() {
    EmbedToken second = duplicate();
    assertThat(enrollments.merge(Fixture.ORGANIZATION, Fixture.subject(second), id)).isTrue();
    assertThat(fixture.enroll(TENANT, NEW_EMAIL)).isEqualTo(id);
    assertTokenGone(second);
    assertThat(enrollments.setEmail(Fixture.ORGANIZATION, id, NEW_EMAIL))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(fixture.enroll(null, NEW_EMAIL)).isEqualTo(id);
    fixture.tokens.verify(token.publicToken());
  }

  @Test
  void mergeBetweenTwoLookUpsIsNoConflict() {
    String winner = Fixture.subject(duplicate());
    Interception merging =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (method.getName().equals("findEnrollmentByEmail")) {
                // the second time it is merged already
                fixture.store.mergeEnrollments(Fixture.ORGANIZATION, id, winner);
              }
              return null;
            });
    try (EmbedTokens tokens = fixture.node(merging.store()).signingSecret(Fixture.SECRET).build()) {
      EmbedToken minted =
          tokens.create(
              Fixture.ORGANIZATION,
              EmbedTokenRequest.builder().tenantId(TENANT).partner(NEW_EMAIL, null).build());
      assertThat(Fixture.subject(minted)).isEqualTo(winner);
    }
  }

  @Test
  void unknownEnrollmentsAreNotMerged() {
    String other = fixture.enroll(null, NEW_EMAIL);
    fixture.events.clear();
    assertThat(enrollments.merge(Fixture.ORGANIZATION, id, "enr_none")).isFalse();
    assertThat(enrollments.merge(Fixture.ORGANIZATION, "enr_none", id)).isFalse();
    assertThat(enrollments.merge(Fixture.ORGANIZATION, id, id)).isFalse();
    assertThat(enrollments.merge("org_2", id, other)).isFalse();
    assertThat(fixture.events).isEmpty();
    assertThat(fixture.enroll(TENANT, OLD_EMAIL)).isEqualTo(id);
  }

  // --- erasing

  @Test
  void erasedPartnerIsGone() {
    assertThat(enrollments.erasePartner(Fixture.ORGANIZATION, id)).isTrue();
    assertThat(enrollments.erasePartner(Fixture.ORGANIZATION, id)).isFalse();
    assertThat(mintingFails(id, null)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(mintingFails(null, TENANT)).isEqualTo(ErrorCode.NOT_FOUND);
    assertTokenGone(token);
    assertThat(fixture.events)
        .filteredOn(EmbedEvent.PartnerErased.class::isInstance)
        .containsExactly(new EmbedEvent.PartnerErased(Fixture.ORGANIZATION, id));
    assertThat(fixture.enroll(TENANT, OLD_EMAIL)).isNotEqualTo(id);
  }

  @Test
  void anotherOrganizationErasesNothing() {
    assertThat(enrollments.erasePartner("org_2", id)).isFalse();
    assertThat(fixture.events).isEmpty();
    fixture.tokens.verify(token.publicToken());
  }
}
