package co.refport.embed;

import static co.refport.embed.Fixture.ORGANIZATION;
import static co.refport.embed.Fixture.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resolve table of the contract, line by line, and the rules of the fields. */
class CreateTokenTest {

  private final Fixture fixture = new Fixture();

  private ErrorCode refusal(
      @Nullable String enrollmentId, @Nullable String tenantId, @Nullable String email) {
    EmbedException refused =
        catchThrowableOfType(
            EmbedException.class, () -> fixture.create(enrollmentId, tenantId, email));
    assertThat(refused).as("expected a refusal").isNotNull();
    return refused.code();
  }

  @Test
  void line1_withoutAnActiveProgramNothingIsFound() {
    String enrollment = fixture.enroll("t1", "alice@example.com");
    fixture.store.setProgramActive(Fixture.ORGANIZATION, Fixture.PROGRAM, false);
    assertThatThrownBy(() -> fixture.create(enrollment, null))
        .hasMessage("The organization has no active referral program");
    assertThat(refusal(enrollment, null, null)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(null, "t1", null)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(null, "t1", "alice@example.com")).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(null, null, "new@example.com")).isEqualTo(ErrorCode.NOT_FOUND);
    fixture.store.setProgramActive(Fixture.ORGANIZATION, Fixture.PROGRAM, true);
    assertThat(fixture.enroll("t1", null)).isEqualTo(enrollment);
  }

  @Test
  void line2_anUnknownEnrollmentIdNeverCreates() {
    assertThat(refusal("enr_unknown", "t1", "alice@example.com")).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(null, "t1", null)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(fixture.events).noneMatch(EmbedEvent.EnrollmentCreated.class::isInstance);
  }

  @Test
  void line2_anEnrollmentOfAnotherOrganizationIsUnknown() {
    fixture.store.insertProgram(new ProgramRecord("prg_2", "org_2", fixture.time.instant()));
    String foreign =
        subject(
            fixture.tokens.create(
                "org_2",
                EmbedTokenRequest.builder()
                    .tenantId("t1")
                    .partner("bob@example.com", null)
                    .build()));
    EmbedException refused =
        catchThrowableOfType(EmbedException.class, () -> fixture.create(foreign, null));
    EmbedException unknown =
        catchThrowableOfType(EmbedException.class, () -> fixture.create("enr_unknown", null));
    assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refused).hasMessage(unknown.getMessage());
    assertThat(refusal(null, "t1", null)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(fixture.enroll("t1", "bob@example.com")).isNotEqualTo(foreign);
  }

  @Test
  void line3_anEnrollmentThatIsNotActiveIsNotFoundAndNothingChanges() {
    String enrollment = fixture.enroll(null, "alice@example.com");
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
    assertThat(refusal(enrollment, null, null)).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(null, "t1", "alice@example.com")).isEqualTo(ErrorCode.NOT_FOUND);
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, true);
    assertThat(refusal(null, "t1", null)).as("no tenant bound").isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void line3_isJudgedBeforeLine4() {
    String alice = fixture.enroll("t1", "alice@example.com");
    fixture.enroll("t2", "bob@example.com");
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, alice, false);
    assertThat(refusal(alice, "t2", null)).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void line4_identifiersOfDifferentEnrollmentsAreAConflict() {
    String alice = fixture.enroll("t1", "alice@example.com");
    String bob = fixture.enroll("t2", "bob@example.com");
    String carol = fixture.enroll(null, "carol@example.com");
    assertThat(refusal(alice, "t2", null)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal(bob, null, "alice@example.com")).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal(null, "t1", "bob@example.com")).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal(carol, "t1", null)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal(carol, "t3", "alice@example.com")).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal(null, "t3", null)).as("nothing bound").isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void line5_aTenantIdIsBoundToAnEnrollmentWithoutOne() {
    String alice = fixture.enroll(null, "alice@example.com");
    assertThat(fixture.enroll("t1", "Alice@Example.com")).isEqualTo(alice);
    assertThat(fixture.enroll("t1", null)).isEqualTo(alice);
    String bob = fixture.enroll(null, "bob@example.com");
    assertThat(subject(fixture.create(bob, "t2"))).isEqualTo(bob);
    assertThat(fixture.enroll("t2", null)).isEqualTo(bob);
    assertThat(fixture.events).filteredOn(EmbedEvent.TenantBound.class::isInstance).hasSize(2);
  }

  @Test
  void line5_anotherTenantIdIsAConflict() {
    String alice = fixture.enroll("t1", "alice@example.com");
    assertThat(refusal(null, "t9", "alice@example.com")).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal(alice, "t9", null)).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal(alice, "T1", null)).as("letter case differs").isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  void line6_anUnknownEmailAndAnyNameChangeNothing() {
    String alice = fixture.enroll("t1", "alice@example.com");
    assertThat(fixture.enroll("t1", "alice.new@example.com")).isEqualTo(alice);
    assertThat(subject(fixture.create(alice, null, "alice.new@example.com"))).isEqualTo(alice);
    assertThat(fixture.enroll(null, "alice.new@example.com"))
        .as("the address is still free")
        .isNotEqualTo(alice);
  }

  @Test
  void line7_whatIsNotFoundIsCreatedFromThePartner() {
    assertThat(refusal(null, "t1", null)).isEqualTo(ErrorCode.NOT_FOUND);
    String alice = fixture.enroll("t1", "Alice@Example.com");
    assertThat(alice).matches("enr_[0-9A-Za-z]{22}");
    assertThat(fixture.enroll(null, "alice@EXAMPLE.com")).isEqualTo(alice);
    assertThat(fixture.enroll("t1", null)).isEqualTo(alice);
    assertThat(fixture.events)
        .filteredOn(EmbedEvent.EnrollmentCreated.class::isInstance)
        .singleElement()
        .satisfies(
            event -> assertThat(((EmbedEvent.EnrollmentCreated) event).partnerCreated()).isTrue());
  }

  @Test
  void line7_aPartnerOfAnEarlierProgramIsEnrolledAgain() {
    String before = fixture.enroll("t1", "alice@example.com");
    fixture.store.setProgramActive(Fixture.ORGANIZATION, Fixture.PROGRAM, false);
    fixture.store.insertProgram(
        new ProgramRecord("prg_next", ORGANIZATION, fixture.time.instant()));
    String after = fixture.enroll("t1", "alice@example.com");
    assertThat(after).isNotEqualTo(before);
    assertThat(fixture.events)
        .filteredOn(EmbedEvent.EnrollmentCreated.class::isInstance)
        .extracting(event -> ((EmbedEvent.EnrollmentCreated) event).partnerCreated())
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com ",
        "\t\n\u000B\f\ralice@example.com",
        "\u0085\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000alice@example.com"
      })
  void whiteSpaceAroundAFieldDoesNotCount(String email) {
    String alice = fixture.enroll("t1", "alice@example.com");
    assertThat(fixture.enroll(null, email)).isEqualTo(alice);
    assertThat(fixture.enroll("\u3000t1\u0085", null)).isEqualTo(alice);
  }

  @Test
  void tenantIdsAreComparedCodePointByCodePoint() {
    String[] different = {"org1", "Org1", "\u00E9", "e", "e\u0301", "ß", "ss", "a b", "a  b"};
    String[] enrollments = new String[different.length];
    for (int i = 0; i < different.length; i++) {
      enrollments[i] = fixture.enroll(different[i], "p" + i + "@example.com");
    }
    assertThat(enrollments).doesNotHaveDuplicates();
  }

  static Stream<Arguments> brokenFields() {
    String long256 = "x".repeat(256);
    return Stream.of(
        Arguments.of(null, null, null, null, false, "body"),
        Arguments.of("", null, null, null, false, "tenantId"),
        Arguments.of(" \t\u3000", null, null, null, false, "tenantId"),
        Arguments.of(long256, null, null, null, false, "tenantId"),
        Arguments.of("a\u0000b", null, null, null, false, "tenantId"),
        Arguments.of("a\u0085b", null, null, null, false, "tenantId"),
        Arguments.of("a\u007Fb", null, null, null, false, "tenantId"),
        Arguments.of("a\uD800", null, null, null, false, "tenantId"),
        Arguments.of("\uDC00\uD800", null, null, null, false, "tenantId"),
        Arguments.of(null, "", null, null, false, "enrollmentId"),
        Arguments.of(null, long256, null, null, false, "enrollmentId"),
        Arguments.of(null, "\u001F.", null, null, false, "enrollmentId"),
        Arguments.of("t1", null, null, null, true, "partner.email"),
        Arguments.of("t1", null, " ", null, true, "partner.email"),
        Arguments.of("t1", null, "nobody", null, true, "partner.email"),
        Arguments.of(null, null, "a@example.com", long256, true, "partner.name"),
        Arguments.of(null, null, "a@example.com", "a\nb", true, "partner.name"));
  }

  @ParameterizedTest
  @MethodSource("brokenFields")
  void aBrokenFieldIsNamedAndNotQuoted(
      @Nullable String tenantId,
      @Nullable String enrollmentId,
      @Nullable String email,
      @Nullable String name,
      boolean partner,
      String field) {
    EmbedTokenRequest.Builder request =
        EmbedTokenRequest.builder().tenantId(tenantId).enrollmentId(enrollmentId);
    if (partner) {
      request.partner(email, name);
    }
    EmbedException refused =
        catchThrowableOfType(
            EmbedException.class, () -> fixture.tokens.create(ORGANIZATION, request.build()));
    assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(refused.details()).extracting(FieldError::field).containsExactly(field);
    assertThat(refused.details().get(0).message()).isNotBlank().doesNotContain("nobody", "xxx");
    assertThat(fixture.events)
        .singleElement()
        .isEqualTo(new EmbedEvent.RequestRefused(ErrorCode.VALIDATION_ERROR, ORGANIZATION, null));
  }

  @Test
  void allBrokenFieldsAreNamedAtOnce() {
    EmbedTokenRequest request =
        EmbedTokenRequest.builder().tenantId("").enrollmentId(" ").partner("x", "a\u0000").build();
    EmbedException refused =
        catchThrowableOfType(
            EmbedException.class, () -> fixture.tokens.create(ORGANIZATION, request));
    assertThat(refused.details())
        .extracting(FieldError::field)
        .containsExactly("tenantId", "enrollmentId", "partner.email", "partner.name");
  }

  @Test
  void theLongestValuesAreAccepted() {
    String longest = "\uD83D\uDE00".repeat(127) + "x";
    EmbedTokenRequest request =
        EmbedTokenRequest.builder().tenantId(longest).partner("a@example.com", longest).build();
    assertThat(longest).hasSize(255);
    assertThat(subject(fixture.tokens.create(ORGANIZATION, request)))
        .isEqualTo(fixture.enroll(longest, null));
    assertThat(fixture.enroll(null, "a@example.com")).isEqualTo(fixture.enroll(longest, null));
    assertThat(fixture.create(null, longest).publicToken().length()).isLessThanOrEqualTo(512);
  }

  private EmbedToken createThrough(Interception interception, EmbedTokenRequest request) {
    try (EmbedTokens tokens =
        fixture.node(interception.store()).signingSecret(Fixture.SECRET).build()) {
      return tokens.create(ORGANIZATION, request);
    }
  }

  @Test
  void aNameIsStoredTrimmedAndABlankOneCountsAsAbsent() {
    List<NewEnrollment> stored = new ArrayList<>();
    Interception watched =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (arguments[0] instanceof NewEnrollment enrollment) {
                stored.add(enrollment);
              }
              return null;
            });
    createThrough(watched, EmbedTokenRequest.builder().partner("a@b.cd", " \u3000").build());
    createThrough(watched, EmbedTokenRequest.builder().partner(" B@b.Cd", " Bob ").build());
    assertThat(stored).extracting(NewEnrollment::name).containsExactly(null, "Bob");
    assertThat(stored).extracting(NewEnrollment::typedEmail).containsExactly("a@b.cd", "B@b.Cd");
    assertThat(stored).extracting(NewEnrollment::email).containsExactly("a@b.cd", "b@b.cd");
  }

  @Test
  void theUsualCallReadsOnce() {
    EmbedTokenRequest usual =
        EmbedTokenRequest.builder().tenantId("t1").partner("Alice@example.com", "Alice").build();
    fixture.tokens.create(ORGANIZATION, usual);
    Interception watched = new Interception(fixture.store, (method, arguments) -> null);
    createThrough(watched, usual);
    assertThat(watched.calls()).containsExactly("findEnrollmentByTenantId");
  }

  @Test
  void whoAlwaysLosesIsToldToRetryAfterABoundedNumberOfTries() {
    Interception losing =
        new Interception(
            fixture.store,
            (method, arguments) ->
                method.getName().equals("createEnrollment") ? new CreateResult.Lost() : null);
    EmbedException refused =
        catchThrowableOfType(
            EmbedException.class,
            () ->
                createThrough(losing, EmbedTokenRequest.builder().partner("a@b.cd", null).build()));
    assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(losing.calls()).filteredOn("createEnrollment"::equals).hasSize(16);
  }

  @Test
  void whoLosesSlowlyIsToldToRetryAfterTenSeconds() {
    Interception losing =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (!method.getName().equals("createEnrollment")) {
                return null;
              }
              fixture.time.pass(Duration.ofSeconds(6));
              return new CreateResult.Lost();
            });
    EmbedException refused =
        catchThrowableOfType(
            EmbedException.class,
            () ->
                createThrough(losing, EmbedTokenRequest.builder().partner("a@b.cd", null).build()));
    assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(losing.calls()).filteredOn("createEnrollment"::equals).hasSize(2);
  }

  @Test
  void withoutASigningKeyNothingIsStored() {
    Interception keyless =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (method.getName().equals("findSigningKeys")) {
                throw new StoreUnavailableException("away", new IOException());
              }
              return null;
            });
    try (EmbedTokens tokens = EmbedTokens.builder(keyless.store()).build()) {
      EmbedException refused =
          catchThrowableOfType(
              EmbedException.class,
              () ->
                  tokens.create(
                      ORGANIZATION, EmbedTokenRequest.builder().partner("a@b.cd", null).build()));
      assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    }
    assertThat(fixture.store.findEnrollmentByEmail(ORGANIZATION, "a@b.cd")).isEmpty();
  }

  @Test
  void aListenerThatFailsDoesNotFailTheRequest() {
    try (EmbedTokens tokens =
        fixture
            .builder()
            .listener(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .build()) {
      tokens.create(ORGANIZATION, EmbedTokenRequest.builder().partner("a@b.cd", null).build());
    }
  }

  @Test
  void aClosedInstanceMintsNoMore() {
    fixture.tokens.close();
    fixture.tokens.close();
    assertThatThrownBy(() -> fixture.create(null, "t1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("EmbedTokens is closed");
  }
}
