package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.CreateResult.NoActiveProgram;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link EmbedStore} must hold. */
public abstract class EmbedStoreTck implements TokenStateTck {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");

  /** For subclasses. */
  protected EmbedStoreTck() {}

  // --- look-ups

  @Test
  void anUnknownApiKeyIsNotFound() {
    assertThat(store().findApiKey(RandomText.sha256())).isEmpty();
  }

  @Test
  void anOrganizationWithoutAProgramHasNoActiveOne() {
    assertThat(store().hasActiveProgram(RandomText.id("org_"))).isFalse();
  }

  @Test
  void aProgramThatIsNotActiveIsNone() {
    Organization organization = organization();
    deactivateProgram(organization);
    assertThat(store().hasActiveProgram(organization.id)).isFalse();
  }

  @Test
  void anOrganizationMayHaveANewProgramWhenItsOldOneIsNotActive() {
    Organization organization = organization();
    deactivateProgram(organization);
    assertThat(addProgram(organization.id)).isNotEqualTo(organization.programId);
    assertThat(store().hasActiveProgram(organization.id)).isTrue();
  }

  @Test
  void anEnrollmentIsFoundByItsIdTenantIdAndEmailAsItWasCreated() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, RandomText.id("tenant_")));
    assertThat(findByAll(organization.id, created)).hasSize(3).containsOnly(created);
  }

  @Test
  void anEnrollmentWithoutATenantIdIsFoundByItsIdAndEmail() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, null));
    assertThat(created.tenantId()).isNull();
    assertThat(findByAll(organization.id, created)).hasSize(2).containsOnly(created);
  }

  @Test
  void anEnrollmentThatIsNotActiveIsFoundAndSaysSo() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, RandomText.id("tenant_")));
    deactivateEnrollment(organization, created);
    assertThat(findByAll(organization.id, created))
        .hasSize(3)
        .allMatch(found -> !found.active() && found.id().equals(created.id()));
  }

  @Test
  void anotherOrganizationsEnrollmentIsNotFound() {
    EnrollmentRecord created = created(enrollment(organization(), RandomText.id("tenant_")));
    assertThat(findByAll(organization().id, created)).isEmpty();
  }

  @Test
  void anOrganizationWithoutAProgramFindsNothing() {
    EnrollmentRecord created = created(enrollment(organization(), RandomText.id("tenant_")));
    assertThat(findByAll(RandomText.id("org_"), created)).isEmpty();
  }

  @Test
  void anEnrollmentInAProgramThatIsNotActiveIsNotFound() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, RandomText.id("tenant_")));
    deactivateProgram(organization);
    assertThat(findByAll(organization.id, created)).isEmpty();
  }

  @Test
  void anEnrollmentInAnEarlierProgramIsNotFound() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, RandomText.id("tenant_")));
    deactivateProgram(organization);
    addProgram(organization.id);
    assertThat(findByAll(organization.id, created)).isEmpty();
  }

  @Test
  void twoOrganizationsMayHaveTheSameTenantIdAndEmail() {
    Organization one = organization();
    Organization two = organization();
    NewEnrollment ofOne = enrollment(one, RandomText.id("tenant_"));
    EnrollmentRecord createdByOne = created(ofOne);
    EnrollmentRecord createdByTwo = created(enrollment(two, ofOne.tenantId(), ofOne.email()));
    assertThat(createdByTwo.partnerId()).isNotEqualTo(createdByOne.partnerId());
    assertThat(findByAll(one.id, createdByOne)).containsOnly(createdByOne);
    assertThat(findByAll(two.id, createdByTwo)).containsOnly(createdByTwo);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "%",
        "_",
        "'",
        "\\",
        "\0",
        "a\0b",
        "\uD83D",
        "\uDE00\uD83D",
        "' OR '1'='1",
        "\uD83D\uDE00"
      })
  void anyTextMayBeLookedUp(String text) {
    Organization organization = organization();
    created(enrollment(organization, RandomText.id("tenant_")));
    assertThat(store().findApiKey(text)).isEmpty();
    assertThat(store().hasActiveProgram(text)).isFalse();
    for (String id : List.of(organization.id, text)) {
      assertThat(store().findEnrollmentById(id, text)).isEmpty();
      assertThat(store().findEnrollmentByTenantId(id, text)).isEmpty();
      assertThat(store().findEnrollmentByEmail(id, text)).isEmpty();
    }
  }

  @Test
  void aVeryLongTextMayBeLookedUp() {
    anyTextMayBeLookedUp(RandomText.ofLength(20_000, "x"));
  }

  // --- equality

  static Stream<Arguments> textsThatLookAlike() {
    return Stream.of(
        Arguments.of("Org1", "org1"),
        Arguments.of("\u00E9", "e"),
        Arguments.of("a", "a "),
        Arguments.of("a", " a"),
        Arguments.of("\u00E9", Normalizer.normalize("\u00E9", Normalizer.Form.NFD)),
        Arguments.of("stra\u00DFe", "strasse"),
        Arguments.of("I", "\u0131"),
        Arguments.of("a", "\uFF41"),
        Arguments.of("a", "a\u200B"),
        Arguments.of("?", "\uD83D\uDE00"),
        Arguments.of("\uD83D\uDE00", "\uD83D\uDE01"),
        Arguments.of("1", "01"));
  }

  @ParameterizedTest
  @MethodSource("textsThatLookAlike")
  void tenantIdsAreEqualOnlyCodePointByCodePoint(String one, String two) {
    Organization organization = organization();
    EnrollmentRecord first = created(enrollment(organization, one));
    assertThat(store().findEnrollmentByTenantId(organization.id, two)).isEmpty();
    EnrollmentRecord second = created(enrollment(organization, two));
    assertThat(store().findEnrollmentByTenantId(organization.id, one)).contains(first);
    assertThat(store().findEnrollmentByTenantId(organization.id, two)).contains(second);
  }

  @ParameterizedTest
  @MethodSource("textsThatLookAlike")
  void boundTenantIdsAreEqualOnlyCodePointByCodePoint(String one, String two) {
    Organization organization = organization();
    EnrollmentRecord first = created(enrollment(organization, null));
    EnrollmentRecord second = created(enrollment(organization, null));
    assertThat(store().bindTenantId(organization.id, first.id(), one)).isTrue();
    assertThat(store().bindTenantId(organization.id, second.id(), two)).isTrue();
    assertThat(store().findEnrollmentByTenantId(organization.id, one))
        .map(EnrollmentRecord::id)
        .contains(first.id());
  }

  @Test
  void enrollmentIdsAreEqualOnlyCodePointByCodePoint() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, null));
    assertThat(store().findEnrollmentById(organization.id, "E" + created.id().substring(1)))
        .isEmpty();
    assertThat(store().findEnrollmentById(organization.id, created.id() + " ")).isEmpty();
  }

  @Test
  void organizationIdsAreEqualOnlyCodePointByCodePoint() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, RandomText.id("tenant_")));
    String other = "O" + organization.id.substring(1);
    assertThat(store().hasActiveProgram(other)).isFalse();
    assertThat(findByAll(other, created)).isEmpty();
    assertThat(findByAll(organization.id + " ", created)).isEmpty();
  }

  // --- sizes

  @Test
  void theLongestTextsAreAccepted() {
    theLongestTextsAreAccepted("x");
  }

  @Test
  void theLongestTextsAreAcceptedBeyondTheBasicMultilingualPlane() {
    theLongestTextsAreAccepted("\uD83D\uDE00");
  }

  private void theLongestTextsAreAccepted(String filler) {
    Organization organization = organization();
    String tenantId = RandomText.ofLength(255, filler);
    String email = RandomText.ofLength(242, "x") + "@example.com";
    EnrollmentRecord created =
        created(
            new NewEnrollment(
                organization.id,
                RandomText.ofLength(64, "e"),
                tenantId,
                RandomText.ofLength(64, "p"),
                email,
                RandomText.ofLength(512, filler),
                RandomText.ofLength(255, filler),
                NOW));
    assertThat(created.tenantId()).isEqualTo(tenantId);
    assertThat(created.email()).hasSize(254);
    assertThat(findByAll(organization.id, created)).hasSize(3).containsOnly(created);
  }

  @Test
  void theLongestTenantIdIsBound() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, null));
    String tenantId = RandomText.ofLength(255, "\uD83D\uDE00");
    assertThat(store().bindTenantId(organization.id, created.id(), tenantId)).isTrue();
    assertThat(store().findEnrollmentByTenantId(organization.id, tenantId))
        .map(EnrollmentRecord::id)
        .contains(created.id());
  }

  // --- createEnrollment

  @Test
  void aNewEnrollmentIsActiveAtRevisionZeroAndItsPartnerIsNew() {
    Organization organization = organization();
    NewEnrollment enrollment = enrollment(organization, RandomText.id("tenant_"));
    assertThat(store().createEnrollment(enrollment))
        .isEqualTo(
            new Created(
                new EnrollmentRecord(
                    enrollment.enrollmentId(),
                    organization.programId,
                    enrollment.partnerId(),
                    enrollment.tenantId(),
                    enrollment.email(),
                    true,
                    0),
                true));
  }

  @Test
  void withoutAnActiveProgramNothingIsCreated() {
    Organization organization = organization();
    deactivateProgram(organization);
    NewEnrollment enrollment = enrollment(organization, RandomText.id("tenant_"));
    assertThat(store().createEnrollment(enrollment)).isEqualTo(new NoActiveProgram());
    addProgram(organization.id);
    assertThat(store().findEnrollmentById(organization.id, enrollment.enrollmentId())).isEmpty();
    assertNoPartnerHas(organization, enrollment.email());
  }

  @Test
  void anOrganizationThatIsUnknownHasNoActiveProgram() {
    Organization unknown = new Organization(RandomText.id("org_"), RandomText.id("prg_"));
    assertThat(store().createEnrollment(enrollment(unknown, null)))
        .isEqualTo(new NoActiveProgram());
  }

  @Test
  void aPartnerThatExistsKeepsItsIdInANewProgram() {
    Organization organization = organization();
    EnrollmentRecord before = created(enrollment(organization, null));
    deactivateProgram(organization);
    String program = addProgram(organization.id);
    CreateResult result = store().createEnrollment(enrollment(organization, null, before.email()));
    assertThat(result).isInstanceOf(Created.class);
    Created created = (Created) result;
    assertThat(created.partnerCreated()).isFalse();
    assertThat(created.enrollment().partnerId()).isEqualTo(before.partnerId());
    assertThat(created.enrollment().programId()).isEqualTo(program);
    assertThat(findByAll(organization.id, created.enrollment())).containsOnly(created.enrollment());
  }

  @Test
  void aPartnerIsEnrolledOnceInAProgram() {
    Organization organization = organization();
    EnrollmentRecord first = created(enrollment(organization, RandomText.id("tenant_")));
    NewEnrollment second = enrollment(organization, RandomText.id("tenant_"), first.email());
    assertThat(store().createEnrollment(second)).isEqualTo(new Lost());
    assertThat(store().findEnrollmentByEmail(organization.id, first.email())).contains(first);
    assertNothingOf(organization, second);
  }

  @Test
  void aTenantIdIsTakenOnceInAProgramAndALostCreationLeavesNoPartner() {
    Organization organization = organization();
    EnrollmentRecord first = created(enrollment(organization, RandomText.id("tenant_")));
    NewEnrollment second = enrollment(organization, first.tenantId());
    assertThat(store().createEnrollment(second)).isEqualTo(new Lost());
    assertThat(findByAll(organization.id, first)).containsOnly(first);
    assertThat(store().findEnrollmentById(organization.id, second.enrollmentId())).isEmpty();
    assertNoPartnerHas(organization, second.email());
  }

  @Test
  void aTakenEnrollmentIdLosesAndLeavesNoPartner() {
    Organization organization = organization();
    EnrollmentRecord first = created(enrollment(organization, null));
    NewEnrollment template = enrollment(organization, null);
    NewEnrollment second =
        new NewEnrollment(
            organization.id,
            first.id(),
            null,
            template.partnerId(),
            template.email(),
            template.typedEmail(),
            null,
            NOW);
    assertThat(store().createEnrollment(second)).isEqualTo(new Lost());
    assertThat(findByAll(organization.id, first)).containsOnly(first);
    assertNoPartnerHas(organization, second.email());
  }

  @Test
  void manyEnrollmentsMayHaveNoTenantId() {
    Organization organization = organization();
    List<EnrollmentRecord> created = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      created.add(created(enrollment(organization, null)));
    }
    assertThat(created)
        .allSatisfy(one -> assertThat(findByAll(organization.id, one)).containsOnly(one));
  }

  // --- bindTenantId

  @Test
  void anEnrollmentWithoutATenantIdGetsOne() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, null));
    String tenantId = RandomText.id("tenant_");
    assertThat(store().bindTenantId(organization.id, created.id(), tenantId)).isTrue();
    EnrollmentRecord bound = withTenantId(created, tenantId);
    assertThat(findByAll(organization.id, bound)).hasSize(3).containsOnly(bound);
  }

  @Test
  void anEnrollmentThatDoesNotExistIsNotBound() {
    Organization organization = organization();
    String tenantId = RandomText.id("tenant_");
    assertThat(store().bindTenantId(organization.id, RandomText.id("enr_"), tenantId)).isFalse();
    assertThat(store().findEnrollmentByTenantId(organization.id, tenantId)).isEmpty();
  }

  @Test
  void anEnrollmentThatIsNotActiveIsNotBound() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, null));
    deactivateEnrollment(organization, created);
    String tenantId = RandomText.id("tenant_");
    assertThat(store().bindTenantId(organization.id, created.id(), tenantId)).isFalse();
    assertThat(store().findEnrollmentByTenantId(organization.id, tenantId)).isEmpty();
  }

  @Test
  void anEnrollmentThatHasATenantIdKeepsIt() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, RandomText.id("tenant_")));
    String other = RandomText.id("tenant_");
    assertThat(store().bindTenantId(organization.id, created.id(), other)).isFalse();
    assertThat(store().findEnrollmentByTenantId(organization.id, other)).isEmpty();
    assertThat(findByAll(organization.id, created)).hasSize(3).containsOnly(created);
  }

  @Test
  void bindingTheTenantIdThatAnEnrollmentHasIsNotABinding() {
    Organization organization = organization();
    String tenantId = RandomText.id("tenant_");
    EnrollmentRecord created = created(enrollment(organization, tenantId));
    assertThat(store().bindTenantId(organization.id, created.id(), tenantId)).isFalse();
    assertThat(findByAll(organization.id, created)).hasSize(3).containsOnly(created);
  }

  @Test
  void aTenantIdThatAnotherEnrollmentHasIsNotBound() {
    Organization organization = organization();
    EnrollmentRecord holder = created(enrollment(organization, RandomText.id("tenant_")));
    EnrollmentRecord other = created(enrollment(organization, null));
    assertThat(store().bindTenantId(organization.id, other.id(), requireTenantId(holder)))
        .isFalse();
    assertThat(findByAll(organization.id, holder)).hasSize(3).containsOnly(holder);
    assertThat(findByAll(organization.id, other)).hasSize(2).containsOnly(other);
  }

  @Test
  void aBoundTenantIdIsTakenForACreation() {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, null));
    String tenantId = RandomText.id("tenant_");
    assertThat(store().bindTenantId(organization.id, created.id(), tenantId)).isTrue();
    assertThat(store().createEnrollment(enrollment(organization, tenantId))).isEqualTo(new Lost());
  }

  // --- races

  @Test
  void ofManyCreationsForOneEmailOneWins() throws Exception {
    Organization organization = organization();
    String email = RandomText.email();
    List<CreateResult> results =
        Race.run(
            i ->
                store()
                    .createEnrollment(enrollment(organization, RandomText.id("tenant_"), email)));
    EnrollmentRecord winner = onlyWinner(results);
    assertThat(findByAll(organization.id, winner)).hasSize(3).containsOnly(winner);
  }

  @Test
  void ofManyCreationsForOneEmailByTwoTenantsOneWins() throws Exception {
    Organization organization = organization();
    String email = RandomText.email();
    List<String> tenants = List.of(RandomText.id("tenant_"), RandomText.id("tenant_"));
    List<CreateResult> results =
        Race.run(
            i -> store().createEnrollment(enrollment(organization, tenants.get(i % 2), email)));
    EnrollmentRecord winner = onlyWinner(results);
    assertThat(tenants)
        .filteredOn(t -> store().findEnrollmentByTenantId(organization.id, t).isPresent())
        .containsExactly(requireTenantId(winner));
    assertThat(store().findEnrollmentByEmail(organization.id, email)).contains(winner);
  }

  @Test
  void ofManyCreationsForOneTenantIdOneWinsAndTheOthersLeaveNoPartner() throws Exception {
    Organization organization = organization();
    String tenantId = RandomText.id("tenant_");
    List<NewEnrollment> entrants =
        Stream.generate(() -> enrollment(organization, tenantId)).limit(Race.THREADS).toList();
    List<CreateResult> results = Race.run(i -> store().createEnrollment(entrants.get(i)));
    EnrollmentRecord winner = onlyWinner(results);
    assertThat(store().findEnrollmentByTenantId(organization.id, tenantId)).contains(winner);
    for (NewEnrollment entrant : entrants) {
      if (!entrant.enrollmentId().equals(winner.id())) {
        assertThat(store().findEnrollmentById(organization.id, entrant.enrollmentId())).isEmpty();
        assertNoPartnerHas(organization, entrant.email());
      }
    }
  }

  @Test
  void ofManyBindingsOfOneEnrollmentOneWins() throws Exception {
    Organization organization = organization();
    EnrollmentRecord created = created(enrollment(organization, null));
    List<String> tenants =
        Stream.generate(() -> RandomText.id("tenant_")).limit(Race.THREADS).toList();
    List<Boolean> bound =
        Race.run(i -> store().bindTenantId(organization.id, created.id(), tenants.get(i)));
    assertThat(bound).containsOnlyOnce(true);
    EnrollmentRecord winner = withTenantId(created, tenants.get(bound.indexOf(true)));
    assertThat(findByAll(organization.id, winner)).hasSize(3).containsOnly(winner);
  }

  @Test
  void ofManyBindingsOfOneTenantIdOneWins() throws Exception {
    Organization organization = organization();
    List<EnrollmentRecord> entrants =
        Stream.generate(() -> created(enrollment(organization, null))).limit(Race.THREADS).toList();
    String tenantId = RandomText.id("tenant_");
    List<Boolean> bound =
        Race.run(i -> store().bindTenantId(organization.id, entrants.get(i).id(), tenantId));
    assertThat(bound).containsOnlyOnce(true);
    assertThat(store().findEnrollmentByTenantId(organization.id, tenantId))
        .map(EnrollmentRecord::id)
        .contains(entrants.get(bound.indexOf(true)).id());
  }

  @Test
  void ofABindingAndCreationsForOneTenantIdOneWins() throws Exception {
    Organization organization = organization();
    EnrollmentRecord existing = created(enrollment(organization, null));
    String tenantId = RandomText.id("tenant_");
    List<Boolean> won =
        Race.run(
            i ->
                i % 2 == 0
                    ? store().bindTenantId(organization.id, existing.id(), tenantId)
                    : store().createEnrollment(enrollment(organization, tenantId))
                        instanceof Created);
    assertThat(won).containsOnlyOnce(true);
    assertThat(store().findEnrollmentByTenantId(organization.id, tenantId)).isPresent();
  }

  // --- set-up

  private record Organization(String id, String programId) {}

  private Organization organization() {
    String id = RandomText.id("org_");
    return new Organization(id, addProgram(id));
  }

  private void deactivateProgram(Organization organization) {
    assertThat(operator().setProgramActive(organization.id, organization.programId, false))
        .isTrue();
  }

  private void deactivateEnrollment(Organization organization, EnrollmentRecord enrollment) {
    assertThat(operator().setEnrollmentActive(organization.id, enrollment.id(), false)).isTrue();
  }

  private String addProgram(String organizationId) {
    String programId = RandomText.id("prg_");
    assertThat(operator().insertProgram(new ProgramRecord(programId, organizationId, NOW)))
        .isTrue();
    return programId;
  }

  private static NewEnrollment enrollment(Organization organization, @Nullable String tenantId) {
    return enrollment(organization, tenantId, RandomText.email());
  }

  private static NewEnrollment enrollment(
      Organization organization, @Nullable String tenantId, String email) {
    return new NewEnrollment(
        organization.id,
        RandomText.id("enr_"),
        tenantId,
        RandomText.id("ptn_"),
        email,
        email,
        null,
        NOW);
  }

  private EnrollmentRecord created(NewEnrollment enrollment) {
    CreateResult result = store().createEnrollment(enrollment);
    assertThat(result).isInstanceOf(Created.class);
    return ((Created) result).enrollment();
  }

  /** What is found by each identifier that the enrollment has. */
  private List<EnrollmentRecord> findByAll(String organizationId, EnrollmentRecord enrollment) {
    List<EnrollmentRecord> found = new ArrayList<>();
    store().findEnrollmentById(organizationId, enrollment.id()).ifPresent(found::add);
    Optional.ofNullable(enrollment.tenantId())
        .flatMap(tenantId -> store().findEnrollmentByTenantId(organizationId, tenantId))
        .ifPresent(found::add);
    store().findEnrollmentByEmail(organizationId, enrollment.email()).ifPresent(found::add);
    return found;
  }

  private static EnrollmentRecord onlyWinner(List<CreateResult> results) {
    assertThat(results).filteredOn(Created.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(Lost.class::isInstance).hasSize(results.size() - 1);
    return results.stream()
        .filter(Created.class::isInstance)
        .map(result -> ((Created) result).enrollment())
        .findFirst()
        .orElseThrow();
  }

  private void assertNothingOf(Organization organization, NewEnrollment enrollment) {
    assertThat(store().findEnrollmentById(organization.id, enrollment.enrollmentId())).isEmpty();
    if (enrollment.tenantId() != null) {
      assertThat(store().findEnrollmentByTenantId(organization.id, enrollment.tenantId()))
          .isEmpty();
    }
  }

  /** Whether a partner is there can be told by creating it. */
  private void assertNoPartnerHas(Organization organization, String email) {
    CreateResult result = store().createEnrollment(enrollment(organization, null, email));
    assertThat(result).isInstanceOf(Created.class);
    assertThat(((Created) result).partnerCreated()).isTrue();
  }

  private static EnrollmentRecord withTenantId(EnrollmentRecord enrollment, String tenantId) {
    return new EnrollmentRecord(
        enrollment.id(),
        enrollment.programId(),
        enrollment.partnerId(),
        tenantId,
        enrollment.email(),
        enrollment.active(),
        enrollment.revision());
  }

  private static String requireTenantId(EnrollmentRecord enrollment) {
    return Optional.ofNullable(enrollment.tenantId()).orElseThrow();
  }
}
