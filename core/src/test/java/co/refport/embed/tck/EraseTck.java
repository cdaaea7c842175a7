package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ErrorCode;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.tck.Node.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link OperatorStore#erasePartner} must hold. */
public interface EraseTck extends StoreUnderTest {

  @Test
  @Clause({"erase.gone", "token-state.gone"})
  default void erasedPartnerIsGoneFromEveryProgram() {
    Enrolled former = Enrolled.in(Organization.in(this), RandomText.id("tenant_"), "Alice");
    Organization next = former.organization().inANewProgram();
    Enrolled current =
        new Enrolled(
            next, next.newcomer(RandomText.id("tenant_"), former.enrollment().email(), "Alice"));
    EnrollmentRecord record = next.enroll(current.enrollment());
    Enrolled other = Enrolled.in(next, null, null);
    other.deactivate();
    assertThat(erase(former)).isTrue();
    assertThat(next.find(record)).isEmpty();
    assertThat(store().findTokenState(former.token())).isEmpty();
    assertThat(store().findTokenState(current.token())).isEmpty();
    assertThat(other.state().active()).isFalse();
    assertThat(erase(current)).isFalse();
    // its identifiers are free for a newcomer
    CreateResult again =
        store()
            .createEnrollment(
                next.newcomer(record.tenantId(), former.enrollment().email(), "Alice"));
    assertThat(again).isInstanceOf(Created.class);
    assertThat(((Created) again).partnerCreated()).isTrue();
  }

  @Test
  @Clause("erase.gone")
  default void inactiveEnrollmentsAreErased() {
    Enrolled enrolled = Enrolled.in(Organization.in(this), RandomText.id("tenant_"), null);
    enrolled.deactivate();
    assertThat(erase(enrolled)).isTrue();
    assertThat(store().findTokenState(enrolled.token())).isEmpty();
    enrolled.organization().assertNoPartnerHas(enrolled.enrollment().email());
  }

  @Test
  @Clause("erase.revocations")
  default void apiKeysOutliveErasedPartners() {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord revoked = enrolled.organization().addApiKey(null, Organization.NOW);
    assertThat(erase(enrolled)).isTrue();
    assertThat(store().findApiKey(revoked.sha256())).contains(revoked);
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"erase.gone", "any.text", "any.equality"})
  default void unknownEnrollmentsEraseNothing(String text) {
    Enrolled enrolled = Enrolled.in(this);
    String id = enrolled.id();
    for (String other : List.of(text, "E" + id.substring(1), id + " ")) {
      assertThat(operator().erasePartner(enrolled.organizationId(), other)).isFalse();
    }
    assertThat(operator().erasePartner(text, id)).isFalse();
    assertThat(enrolled.state().active()).isTrue();
  }

  // --- races

  @Test
  @Clause("erase.once")
  default void partnerIsErasedOnce() throws Exception {
    Enrolled enrolled = Enrolled.in(Organization.in(this), RandomText.id("tenant_"), "Alice");
    assertThat(Race.run(i -> erase(enrolled))).containsOnlyOnce(true);
    enrolled.organization().assertNoPartnerHas(enrolled.enrollment().email());
  }

  @Test
  @Clause("erase.once")
  default void creationsAndErasuresLeaveNoOrphan() throws Exception {
    Organization earlier = Organization.in(this);
    List<Enrolled> known =
        Stream.generate(() -> Enrolled.in(earlier, null, null)).limit(Race.THREADS / 2).toList();
    Organization organization = earlier.inANewProgram();
    List<String> tenants =
        Stream.generate(() -> RandomText.id("tenant_")).limit(Race.THREADS / 2).toList();
    List<Object> results =
        Race.run(
            i ->
                i % 2 == 0
                    ? erase(known.get(i / 2))
                    : store()
                        .createEnrollment(
                            organization.newcomer(
                                tenants.get(i / 2), known.get(i / 2).enrollment().email())));
    for (int i = 0; i < known.size(); i++) {
      NewEnrollment erased = known.get(i).enrollment();
      String tenantId = tenants.get(i);
      assertThat(results.get(2 * i)).as("erased").isEqualTo(true);
      Object created = results.get(2 * i + 1);
      assertThat(created).isInstanceOfAny(Created.class, Lost.class);
      Optional<EnrollmentRecord> left =
          store().findEnrollmentByTenantId(organization.id(), tenantId);
      // created before, it is erased too; created afterwards, its partner is new
      assertThat(left)
          .isIn(
              Optional.empty(),
              created instanceof Created one ? Optional.of(one.enrollment()) : Optional.empty());
      EnrollmentRecord now =
          left.orElseGet(
              () -> organization.enroll(organization.newcomer(tenantId, erased.email())));
      assertThat(now.partnerId()).isNotEqualTo(erased.partnerId());
      assertThat(organization.find(now)).containsOnly(now);
    }
  }

  /** What partners get who are erased at the same time. */
  @Test
  @Clause({"erase.once", "create.lost", "bind.once"})
  default void callsDuringErasuresEndWithOneEnrollment() throws Exception {
    Organization organization = Organization.in(this);
    List<Enrolled> partners =
        Stream.generate(() -> Enrolled.in(organization, null, null))
            .limit(Race.THREADS / 4)
            .toList();
    List<String> tenants =
        Stream.generate(() -> RandomText.id("tenant_")).limit(Race.THREADS / 4).toList();
    try (Node node = Node.on(store())) {
      List<Answer> answers =
          Race.run(
              i -> {
                Enrolled one = partners.get(i / 4);
                if (i % 4 == 0) {
                  assertThat(erase(one)).isTrue();
                }
                return node.call(organization, null, tenants.get(i / 4), one.enrollment().email());
              });
      for (int i = 0; i < answers.size(); i++) {
        Enrolled erased = partners.get(i / 4);
        EnrollmentRecord left =
            store()
                .findEnrollmentByEmail(organization.id(), erased.enrollment().email())
                .orElseThrow();
        assertThat(left.partnerId()).isNotEqualTo(erased.enrollment().partnerId());
        assertThat(left.tenantId()).isEqualTo(tenants.get(i / 4));
        // minted for what was erased before its first use, or good for one of the two
        assertThat(answers.get(i))
            .matches(
                answer ->
                    answer.refused() == ErrorCode.TOKEN_INVALID
                        || erased.id().equals(answer.enrollmentId())
                        || left.id().equals(answer.enrollmentId()));
      }
      assertThat(node.created()).hasSize(partners.size());
    }
  }

  private boolean erase(Enrolled enrolled) {
    return operator().erasePartner(enrolled.organizationId(), enrolled.id());
  }
}
