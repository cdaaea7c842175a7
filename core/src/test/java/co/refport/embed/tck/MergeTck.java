package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ErrorCode;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.tck.Node.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link OperatorStore#mergeEnrollments} must hold. */
public interface MergeTck extends StoreUnderTest {

  @Test
  @Clause("merge.passed")
  default void winnerGetsTheMissingTenantId() {
    Organization organization = Organization.in(this);
    EnrollmentRecord loser = organization.enroll(RandomText.id("tenant_"));
    EnrollmentRecord winner = organization.enroll((String) null);
    assertThat(merge(organization, loser, winner)).isTrue();
    EnrollmentRecord merged = Organization.withTenantId(winner, tenantId(loser));
    assertThat(organization.find(merged)).hasSize(3).containsOnly(merged);
  }

  @Test
  @Clause("merge.passed")
  default void winnerKeepsItsOwnTenantId() {
    Organization organization = Organization.in(this);
    EnrollmentRecord loser = organization.enroll(RandomText.id("tenant_"));
    EnrollmentRecord winner = organization.enroll(RandomText.id("tenant_"));
    assertThat(merge(organization, loser, winner)).isTrue();
    assertThat(organization.find(winner)).hasSize(3).containsOnly(winner);
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId(loser))).isEmpty();
    // it is free for another
    organization.enroll(tenantId(loser));
  }

  @Test
  @Clause("merge.passed")
  default void winnerWithoutAnythingToGetStays() {
    Organization organization = Organization.in(this);
    EnrollmentRecord loser = organization.enroll((String) null);
    EnrollmentRecord winner = organization.enroll((String) null);
    assertThat(merge(organization, loser, winner)).isTrue();
    assertThat(organization.find(winner)).hasSize(2).containsOnly(winner);
  }

  @Test
  @Clause({"merge.gone", "token-state.gone"})
  default void loserAndItsPartnerAreGone() {
    Organization organization = Organization.in(this);
    Enrolled loser = Enrolled.in(organization, RandomText.id("tenant_"), "Alice");
    EnrollmentRecord winner = organization.enroll(RandomText.id("tenant_"));
    assertThat(merge(organization, loser.id(), winner.id())).isTrue();
    assertThat(store().findEnrollmentById(organization.id(), loser.id())).isEmpty();
    assertThat(store().findTokenState(loser.token())).isEmpty();
    assertThat(merge(organization, loser.id(), winner.id())).as("again").isFalse();
    organization.assertNoPartnerHas(loser.enrollment().email());
  }

  @Test
  @Clause("merge.gone")
  default void loserEnrolledElsewhereStaysThere() {
    Enrolled former = Enrolled.in(Organization.in(this), null, "Alice");
    Organization organization = former.organization().inANewProgram();
    String email = former.enrollment().email();
    EnrollmentRecord loser = organization.enroll(organization.newcomer(null, email));
    EnrollmentRecord winner = organization.enroll((String) null);
    assertThat(merge(organization, loser, winner)).isTrue();
    assertThat(store().findEnrollmentByEmail(organization.id(), email)).isEmpty();
    assertThat(store().findTokenState(former.token())).isPresent();
    CreateResult again = store().createEnrollment(organization.newcomer(null, email));
    assertThat(again).isInstanceOf(Created.class);
    assertThat(((Created) again).partnerCreated()).isFalse();
  }

  @Test
  @Clause({"merge.passed", "merge.gone"})
  default void inactiveEnrollmentsOfFormerProgramsAreMerged() {
    Organization organization = Organization.in(this);
    Enrolled loser = Enrolled.in(organization, RandomText.id("tenant_"), null);
    Enrolled winner = Enrolled.in(organization, null, null);
    loser.deactivate();
    winner.deactivate();
    organization.inANewProgram();
    assertThat(merge(organization, loser.id(), winner.id())).isTrue();
    assertThat(store().findTokenState(loser.token())).isEmpty();
    assertThat(winner.state().active()).isFalse();
    assertThat(winner.state().partner().tenantId()).isEqualTo(loser.enrollment().tenantId());
  }

  @Test
  @Clause("merge.refused")
  default void enrollmentIsNotMergedIntoItself() {
    Organization organization = Organization.in(this);
    EnrollmentRecord one = organization.enroll(RandomText.id("tenant_"));
    assertThat(merge(organization, one, one)).isFalse();
    assertThat(organization.find(one)).hasSize(3).containsOnly(one);
  }

  @Test
  @Clause("merge.refused")
  default void enrollmentsOfTwoProgramsAreNotMerged() {
    Enrolled former = Enrolled.in(Organization.in(this), RandomText.id("tenant_"), null);
    Organization next = former.organization().inANewProgram();
    Enrolled current = Enrolled.in(next, null, null);
    assertThat(merge(next, former.id(), current.id())).isFalse();
    assertThat(merge(next, current.id(), former.id())).isFalse();
    assertThat(former.state().partner().tenantId()).isEqualTo(former.enrollment().tenantId());
    assertThat(current.state().partner().tenantId()).isNull();
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"merge.refused", "any.text", "any.equality"})
  default void unknownEnrollmentsAreNotMerged(String text) {
    Organization organization = Organization.in(this);
    EnrollmentRecord one = organization.enroll(RandomText.id("tenant_"));
    EnrollmentRecord two = organization.enroll((String) null);
    for (String id : List.of(text, "E" + one.id().substring(1), one.id() + " ")) {
      assertThat(merge(organization, id, two.id())).isFalse();
      assertThat(merge(organization, two.id(), id)).isFalse();
    }
    assertThat(operator().mergeEnrollments(text, one.id(), two.id())).isFalse();
    assertThat(organization.find(one)).hasSize(3).containsOnly(one);
    assertThat(organization.find(two)).hasSize(2).containsOnly(two);
  }

  // --- races

  @Test
  @Clause("merge.once")
  default void oneLoserIsMergedOnce() throws Exception {
    Organization organization = Organization.in(this);
    EnrollmentRecord loser = organization.enroll(RandomText.id("tenant_"));
    List<EnrollmentRecord> winners =
        Stream.generate(() -> organization.enroll((String) null)).limit(Race.THREADS).toList();
    List<Boolean> merged = Race.run(i -> merge(organization, loser, winners.get(i)));
    assertThat(merged).containsOnlyOnce(true);
    EnrollmentRecord winner =
        Organization.withTenantId(winners.get(merged.indexOf(true)), tenantId(loser));
    assertThat(organization.find(winner)).hasSize(3).containsOnly(winner);
    organization.assertNoPartnerHas(loser.email());
  }

  @Test
  @Clause("merge.once")
  default void oneOfTwoOppositeMergesWins() throws Exception {
    Organization organization = Organization.in(this);
    List<EnrollmentRecord> ones = enrollHalf(organization, true);
    List<EnrollmentRecord> others = enrollHalf(organization, false);
    List<Boolean> merged =
        Race.run(
            i ->
                i % 2 == 0
                    ? merge(organization, ones.get(i / 2), others.get(i / 2))
                    : merge(organization, others.get(i / 2), ones.get(i / 2)));
    for (int i = 0; i < ones.size(); i++) {
      assertThat(merged.subList(2 * i, 2 * i + 2)).containsOnlyOnce(true);
      EnrollmentRecord left = merged.get(2 * i) ? others.get(i) : ones.get(i);
      EnrollmentRecord winner = Organization.withTenantId(left, tenantId(ones.get(i)));
      assertThat(organization.find(winner)).hasSize(3).containsOnly(winner);
    }
  }

  /** What a person gets whose two enrollments are merged at the same time. */
  @Test
  @Clause({"merge.once", "merge.gone", "create.lost"})
  default void callsDuringMergesEndAtTheWinner() throws Exception {
    Organization organization = Organization.in(this);
    List<EnrollmentRecord> olds = enrollHalf(organization, true);
    List<EnrollmentRecord> news = enrollHalf(organization, false);
    try (Node node = Node.on(store())) {
      List<Answer> answers =
          Race.run(
              i -> {
                EnrollmentRecord one = olds.get(i / 2);
                EnrollmentRecord other = news.get(i / 2);
                if (i % 2 == 0) {
                  assertThat(merge(organization, one, other)).isTrue();
                }
                return node.call(organization, null, tenantId(one), other.email());
              });
      for (int i = 0; i < answers.size(); i++) {
        Answer answer = answers.get(i);
        String winner = news.get(i / 2).id();
        // before the merge it is a conflict
        assertThat(answer)
            .matches(
                one -> winner.equals(one.enrollmentId()) || (one.refused() == ErrorCode.CONFLICT));
        assertThat(i % 2 == 1 || winner.equals(answer.enrollmentId())).isTrue();
      }
      assertThat(node.created()).isEmpty();
      for (EnrollmentRecord loser : olds) {
        assertThat(node.call(organization, loser.id(), null, null))
            .isEqualTo(Answer.refused(ErrorCode.NOT_FOUND));
      }
    }
  }

  private static List<EnrollmentRecord> enrollHalf(Organization organization, boolean tenants) {
    return Stream.generate(() -> organization.enroll(tenants ? RandomText.id("tenant_") : null))
        .limit(Race.THREADS / 2)
        .toList();
  }

  private boolean merge(
      Organization organization, EnrollmentRecord loser, EnrollmentRecord winner) {
    return merge(organization, loser.id(), winner.id());
  }

  private boolean merge(Organization organization, String loserId, String winnerId) {
    return operator().mergeEnrollments(organization.id(), loserId, winnerId);
  }

  private static String tenantId(EnrollmentRecord enrollment) {
    return Optional.ofNullable(enrollment.tenantId()).orElseThrow();
  }
}
