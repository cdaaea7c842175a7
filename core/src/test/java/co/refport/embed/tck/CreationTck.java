package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.CreateResult.NoActiveProgram;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link EmbedStore#createEnrollment} must hold. */
public interface CreationTck extends StoreUnderTest {

  @Test
  @Clause("create.new")
  default void aNewEnrollmentIsActiveAtRevisionZeroAndItsPartnerIsNew() {
    Organization organization = Organization.in(this);
    NewEnrollment newcomer = organization.newcomer(RandomText.id("tenant_"));
    EnrollmentRecord expected =
        new EnrollmentRecord(
            newcomer.enrollmentId(),
            organization.programId(),
            newcomer.partnerId(),
            newcomer.tenantId(),
            newcomer.email(),
            true,
            0);
    assertThat(store().createEnrollment(newcomer)).isEqualTo(new Created(expected, true));
    assertThat(organization.find(expected)).hasSize(3).containsOnly(expected);
  }

  @Test
  @Clause("create.no-program")
  default void withoutAnActiveProgramNothingIsCreated() {
    Organization organization = Organization.in(this);
    organization.deactivateProgram();
    NewEnrollment newcomer = organization.newcomer(RandomText.id("tenant_"));
    assertThat(store().createEnrollment(newcomer)).isEqualTo(new NoActiveProgram());
    Organization later = organization.inANewProgram();
    assertNothingOf(later, newcomer);
    later.assertNoPartnerHas(newcomer.email());
  }

  @Test
  @Clause("create.no-program")
  default void anOrganizationThatIsUnknownHasNoActiveProgram() {
    NewEnrollment known = Organization.in(this).newcomer(null);
    assertThat(
            store()
                .createEnrollment(
                    new NewEnrollment(
                        RandomText.id("org_"),
                        known.enrollmentId(),
                        null,
                        known.partnerId(),
                        known.email(),
                        known.typedEmail(),
                        null,
                        known.createdAt())))
        .isEqualTo(new NoActiveProgram());
  }

  @Test
  @Clause("create.known-partner")
  default void aPartnerThatExistsKeepsItsIdNameAndEmailInANewProgram() {
    Organization organization = Organization.in(this);
    Enrolled before = Enrolled.in(organization, null, "Alice Liddell");
    Organization later = organization.inANewProgram();
    NewEnrollment stored = before.enrollment();
    NewEnrollment again =
        new NewEnrollment(
            organization.id(),
            RandomText.id("enr_"),
            null,
            RandomText.id("ptn_"),
            stored.email(),
            "Typed-Otherwise@Example.com",
            "Mallory",
            Organization.NOW);
    CreateResult result = store().createEnrollment(again);
    EnrollmentRecord enrollment =
        new EnrollmentRecord(
            again.enrollmentId(),
            later.programId(),
            stored.partnerId(),
            null,
            stored.email(),
            true,
            0);
    assertThat(result).isEqualTo(new Created(enrollment, false));
    assertThat(later.find(enrollment)).hasSize(2).containsOnly(enrollment);
    assertThat(
            store()
                .findTokenState(new TokenReference(later.programId(), enrollment.id(), null, "jti"))
                .map(TokenState::partner))
        .hasValueSatisfying(
            partner -> {
              assertThat(partner.partnerId()).isEqualTo(stored.partnerId());
              assertThat(partner.name()).isEqualTo("Alice Liddell");
              assertThat(partner.email()).isEqualTo(stored.typedEmail());
            });
  }

  @Test
  @Clause("create.lost")
  default void aPartnerIsEnrolledOnceInAProgram() {
    Organization organization = Organization.in(this);
    EnrollmentRecord first = organization.enroll(RandomText.id("tenant_"));
    NewEnrollment second = organization.newcomer(RandomText.id("tenant_"), first.email());
    assertThat(store().createEnrollment(second)).isEqualTo(new Lost());
    assertThat(organization.find(first)).hasSize(3).containsOnly(first);
    assertNothingOf(organization, second);
  }

  @Test
  @Clause("create.lost")
  default void aTenantIdIsTakenOnceInAProgramAndALostCreationLeavesNoPartner() {
    Organization organization = Organization.in(this);
    EnrollmentRecord first = organization.enroll(RandomText.id("tenant_"));
    NewEnrollment second = organization.newcomer(first.tenantId());
    assertThat(store().createEnrollment(second)).isEqualTo(new Lost());
    assertThat(organization.find(first)).hasSize(3).containsOnly(first);
    assertThat(store().findEnrollmentById(organization.id(), second.enrollmentId())).isEmpty();
    organization.assertNoPartnerHas(second.email());
  }

  @Test
  @Clause("create.lost")
  default void aTakenEnrollmentIdLosesAndLeavesNoPartner() {
    Organization organization = Organization.in(this);
    EnrollmentRecord first = organization.enroll((String) null);
    NewEnrollment template = organization.newcomer(null);
    NewEnrollment second =
        new NewEnrollment(
            organization.id(),
            first.id(),
            null,
            template.partnerId(),
            template.email(),
            template.typedEmail(),
            null,
            Organization.NOW);
    assertThat(store().createEnrollment(second)).isEqualTo(new Lost());
    assertThat(organization.find(first)).hasSize(2).containsOnly(first);
    organization.assertNoPartnerHas(second.email());
  }

  @Test
  @Clause("any.isolation")
  default void twoOrganizationsMayHaveTheSameTenantIdAndEmail() {
    Organization one = Organization.in(this);
    Organization two = Organization.in(this);
    EnrollmentRecord ofOne = one.enroll(RandomText.id("tenant_"));
    EnrollmentRecord ofTwo = two.enroll(two.newcomer(ofOne.tenantId(), ofOne.email()));
    assertThat(ofTwo.partnerId()).isNotEqualTo(ofOne.partnerId());
    assertThat(one.find(ofOne)).hasSize(3).containsOnly(ofOne);
    assertThat(two.find(ofTwo)).hasSize(3).containsOnly(ofTwo);
  }

  // --- sizes

  @Test
  @Clause("create.sizes")
  default void theLongestTextsAreKept() {
    theLongestTextsAreKept("x");
  }

  @Test
  @Clause("create.sizes")
  default void theLongestTextsAreKeptBeyondTheBasicMultilingualPlane() {
    theLongestTextsAreKept("\uD83D\uDE00");
  }

  private void theLongestTextsAreKept(String filler) {
    Organization organization = Organization.named(RandomText.ofLength(64, "o"), this);
    NewEnrollment newcomer =
        new NewEnrollment(
            organization.id(),
            RandomText.ofLength(64, "e"),
            RandomText.ofLength(255, filler),
            RandomText.ofLength(64, "p"),
            RandomText.ofLength(242, "x") + "@example.com",
            RandomText.ofLength(512, filler),
            RandomText.ofLength(255, filler),
            Organization.NOW);
    EnrollmentRecord created = organization.enroll(newcomer);
    assertThat(created.tenantId()).isEqualTo(newcomer.tenantId());
    assertThat(created.email()).hasSize(254).isEqualTo(newcomer.email());
    assertThat(organization.find(created)).hasSize(3).containsOnly(created);
    assertThat(new Enrolled(organization, newcomer).state().partner())
        .satisfies(
            partner -> {
              assertThat(partner.email()).isEqualTo(newcomer.typedEmail());
              assertThat(partner.name()).isEqualTo(newcomer.name());
            });
  }

  // --- races

  @Test
  @Clause("create.lost")
  default void ofManyCreationsForOneEmailOneWins() throws Exception {
    Organization organization = Organization.in(this);
    String email = RandomText.email();
    EnrollmentRecord winner =
        onlyWinner(
            Race.run(
                i ->
                    store()
                        .createEnrollment(organization.newcomer(RandomText.id("tenant_"), email))));
    assertThat(organization.find(winner)).hasSize(3).containsOnly(winner);
  }

  @Test
  @Clause("create.lost")
  default void ofManyCreationsForOneEmailByTwoTenantsOneWins() throws Exception {
    Organization organization = Organization.in(this);
    String email = RandomText.email();
    List<String> tenants = List.of(RandomText.id("tenant_"), RandomText.id("tenant_"));
    EnrollmentRecord winner =
        onlyWinner(
            Race.run(
                i -> store().createEnrollment(organization.newcomer(tenants.get(i % 2), email))));
    assertThat(tenants)
        .filteredOn(t -> store().findEnrollmentByTenantId(organization.id(), t).isPresent())
        .containsExactly(Optional.ofNullable(winner.tenantId()).orElseThrow());
    assertThat(store().findEnrollmentByEmail(organization.id(), email)).contains(winner);
  }

  @Test
  @Clause("create.lost")
  default void ofManyCreationsForOneTenantIdOneWinsAndTheOthersLeaveNoPartner() throws Exception {
    Organization organization = Organization.in(this);
    String tenantId = RandomText.id("tenant_");
    List<NewEnrollment> entrants =
        Stream.generate(() -> organization.newcomer(tenantId)).limit(Race.THREADS).toList();
    EnrollmentRecord winner = onlyWinner(Race.run(i -> store().createEnrollment(entrants.get(i))));
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).contains(winner);
    for (NewEnrollment entrant : entrants) {
      if (!entrant.enrollmentId().equals(winner.id())) {
        assertThat(store().findEnrollmentById(organization.id(), entrant.enrollmentId())).isEmpty();
        organization.assertNoPartnerHas(entrant.email());
      }
    }
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

  private void assertNothingOf(Organization organization, NewEnrollment newcomer) {
    assertThat(store().findEnrollmentById(organization.id(), newcomer.enrollmentId())).isEmpty();
    String tenantId = Optional.ofNullable(newcomer.tenantId()).orElseThrow();
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).isEmpty();
  }
}
