package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.ProgramRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator sets programs up, and shuts programs and enrollments out. */
class ProgramsTest {

  private static final String ORIGIN = "https://app.example.com";
  private static final EmbedTokenRequest BOB =
      EmbedTokenRequest.builder().partner("bob@example.com", "Bob").build();

  private final Fixture fixture = new Fixture();
  private final Programs programs = fixture.tokens.programs();
  private final Enrollments enrollments = fixture.tokens.enrollments();

  private ErrorCode refusalToMint(EmbedTokenRequest request) {
    return catchThrowableOfType(
            EmbedException.class, () -> fixture.tokens.create(Fixture.ORGANIZATION, request))
        .code();
  }

  // --- programs

  @Test
  void aNewProgramIsActiveAndTokensAreMintedInIt() {
    ProgramRecord program = programs.create("org_2", List.of(ORIGIN)).orElseThrow();
    assertThat(programs.list("org_2")).containsExactly(program);
    assertThat(program.active()).isTrue();
    assertThat(program.origins()).containsExactly(ORIGIN);
    String token = fixture.tokens.create("org_2", BOB).publicToken();
    assertThat(fixture.tokens.verify(token).programId()).isEqualTo(program.id());
    assertThat(fixture.events).contains(new EmbedEvent.ProgramCreated("org_2", program.id()));
  }

  @Test
  void anOrganizationWithAnActiveProgramGetsNoOther() {
    assertThat(programs.create(Fixture.ORGANIZATION, List.of(ORIGIN))).isEmpty();
    assertThat(programs.list(Fixture.ORGANIZATION))
        .singleElement()
        .satisfies(program -> assertThat(program.id()).isEqualTo(Fixture.PROGRAM));
    assertThat(fixture.events).isEmpty();
  }

  @Test
  void aProgramThatIsNotActiveLetsNobodyInHereAtOnceAndElsewhereWithinTheBound() {
    String token = Fixture.mint(fixture.tokens);
    try (EmbedTokens elsewhere = fixture.builder().build()) {
      elsewhere.verify(token);
      assertThat(programs.setActive(Fixture.ORGANIZATION, Fixture.PROGRAM, false)).isTrue();
      assertThat(Fixture.refusal(fixture.tokens, token).code())
          .isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
      assertThat(refusalToMint(BOB)).isEqualTo(ErrorCode.NOT_FOUND);
      fixture.time.pass(Duration.ofSeconds(5));
      assertThat(Fixture.refusal(elsewhere, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    }
    assertThat(programs.setActive(Fixture.ORGANIZATION, Fixture.PROGRAM, true)).isTrue();
    fixture.tokens.verify(token);
    assertThat(fixture.events)
        .contains(
            new EmbedEvent.ProgramActiveSet(Fixture.ORGANIZATION, Fixture.PROGRAM, false),
            new EmbedEvent.ProgramActiveSet(Fixture.ORGANIZATION, Fixture.PROGRAM, true));
  }

  @Test
  void aProgramIsNotActivatedBesideAnotherNorForAnotherOrganization() {
    programs.setActive(Fixture.ORGANIZATION, Fixture.PROGRAM, false);
    ProgramRecord next = programs.create(Fixture.ORGANIZATION, List.of()).orElseThrow();
    fixture.events.clear();
    assertThat(programs.setActive(Fixture.ORGANIZATION, Fixture.PROGRAM, true)).isFalse();
    assertThat(programs.setActive("org_2", next.id(), false)).isFalse();
    assertThat(programs.list(Fixture.ORGANIZATION))
        .filteredOn(ProgramRecord::active)
        .containsExactly(next);
    assertThat(fixture.events).isEmpty();
  }

  @Test
  void newOriginsAreUsedAtOnce() {
    String token = Fixture.mint(fixture.tokens);
    assertThat(fixture.tokens.admit(token, "192.0.2.1").origins()).isEmpty();
    assertThat(programs.setOrigins(Fixture.ORGANIZATION, Fixture.PROGRAM, List.of(ORIGIN)))
        .isTrue();
    assertThat(fixture.tokens.admit(token, "192.0.2.1").origins()).containsExactly(ORIGIN);
    assertThat(fixture.events)
        .contains(
            new EmbedEvent.OriginsSet(Fixture.ORGANIZATION, Fixture.PROGRAM, List.of(ORIGIN)));
  }

  @Test
  void anOriginThatIsNoneIsRefusedBeforeAnythingIsStored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> programs.create("org_2", List.of("https://*.com")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> programs.setOrigins(Fixture.ORGANIZATION, Fixture.PROGRAM, List.of("null")));
    assertThat(programs.list("org_2")).isEmpty();
    assertThat(fixture.events).isEmpty();
  }

  // --- enrollments

  @Test
  void anEnrollmentIsFoundByEachIdentifierAndNothingIsCreated() {
    assertThat(enrollments.find(Fixture.ORGANIZATION, BOB)).isEmpty();
    assertThat(enrollments.find(Fixture.ORGANIZATION, BOB)).isEmpty();
    String id = fixture.enroll("customer-7", "Bob@Example.com");
    assertThat(enrollments.find(Fixture.ORGANIZATION, BOB)).map(EnrollmentRecord::id).contains(id);
    for (EmbedTokenRequest request :
        List.of(
            EmbedTokenRequest.builder().enrollmentId(id).build(),
            EmbedTokenRequest.builder().tenantId("customer-7").build())) {
      assertThat(enrollments.find(Fixture.ORGANIZATION, request))
          .map(EnrollmentRecord::id)
          .contains(id);
      assertThat(enrollments.find("org_2", request)).isEmpty();
    }
  }

  @Test
  void whatNamesNobodyIsNoRequest() {
    EmbedException refused =
        catchThrowableOfType(
            EmbedException.class,
            () -> enrollments.find(Fixture.ORGANIZATION, EmbedTokenRequest.builder().build()));
    assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
  }

  @Test
  void anEnrollmentThatIsNotActiveIsShutOutAndFound() {
    String token = fixture.tokens.create(Fixture.ORGANIZATION, BOB).publicToken();
    String id = fixture.tokens.verify(token).enrollmentId();
    assertThat(enrollments.setActive(Fixture.ORGANIZATION, id, false)).isTrue();
    assertThat(Fixture.refusal(fixture.tokens, token).code())
        .isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    assertThat(refusalToMint(BOB)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(enrollments.find(Fixture.ORGANIZATION, BOB))
        .map(EnrollmentRecord::active)
        .contains(false);
    assertThat(enrollments.setActive(Fixture.ORGANIZATION, id, true)).isTrue();
    fixture.tokens.verify(token);
    assertThat(enrollments.setActive("org_2", id, false)).isFalse();
    fixture.tokens.verify(token);
    assertThat(fixture.events)
        .filteredOn(EmbedEvent.EnrollmentActiveSet.class::isInstance)
        .containsExactly(
            new EmbedEvent.EnrollmentActiveSet(Fixture.ORGANIZATION, id, false),
            new EmbedEvent.EnrollmentActiveSet(Fixture.ORGANIZATION, id, true));
  }
}
