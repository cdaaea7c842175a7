package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link EmbedStore#bindTenantId} must hold. */
public interface BindingTck extends StoreUnderTest {

  @Test
  @Clause("bind.once")
  default void anEnrollmentWithoutATenantIdGetsOne() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    String tenantId = RandomText.id("tenant_");
    assertThat(bind(organization, created, tenantId)).isTrue();
    EnrollmentRecord bound = Organization.withTenantId(created, tenantId);
    assertThat(organization.find(bound)).hasSize(3).containsOnly(bound);
  }

  @Test
  @Clause({"bind.once", "create.sizes"})
  default void theLongestTenantIdIsBound() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    String tenantId = RandomText.ofLength(255, "\uD83D\uDE00");
    assertThat(bind(organization, created, tenantId)).isTrue();
    EnrollmentRecord bound = Organization.withTenantId(created, tenantId);
    assertThat(organization.find(bound)).hasSize(3).containsOnly(bound);
  }

  @Test
  @Clause("bind.refused")
  default void anEnrollmentThatDoesNotExistIsNotBound() {
    Organization organization = Organization.in(this);
    String tenantId = RandomText.id("tenant_");
    assertThat(store().bindTenantId(organization.id(), RandomText.id("enr_"), tenantId)).isFalse();
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).isEmpty();
  }

  @Test
  @Clause("bind.refused")
  default void anEnrollmentThatIsNotActiveIsNotBound() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    organization.deactivate(created.id());
    String tenantId = RandomText.id("tenant_");
    assertThat(bind(organization, created, tenantId)).isFalse();
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).isEmpty();
  }

  @Test
  @Clause("bind.refused")
  default void anEnrollmentOfAnEarlierProgramIsNotBound() {
    Organization organization = Organization.in(this);
    Enrolled enrolled = Enrolled.in(organization, null, null);
    organization.inANewProgram();
    assertThat(store().bindTenantId(organization.id(), enrolled.id(), RandomText.id("tenant_")))
        .isFalse();
    assertThat(enrolled.state().partner().tenantId()).isNull();
  }

  @Test
  @Clause("bind.refused")
  default void anEnrollmentThatHasATenantIdKeepsIt() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll(RandomText.id("tenant_"));
    String other = RandomText.id("tenant_");
    assertThat(bind(organization, created, other)).isFalse();
    assertThat(store().findEnrollmentByTenantId(organization.id(), other)).isEmpty();
    assertThat(organization.find(created)).hasSize(3).containsOnly(created);
  }

  @Test
  @Clause("bind.refused")
  default void bindingTheTenantIdThatAnEnrollmentHasIsNotABinding() {
    Organization organization = Organization.in(this);
    String tenantId = RandomText.id("tenant_");
    EnrollmentRecord created = organization.enroll(tenantId);
    assertThat(bind(organization, created, tenantId)).isFalse();
    assertThat(organization.find(created)).hasSize(3).containsOnly(created);
  }

  @Test
  @Clause("bind.refused")
  default void aTenantIdThatAnotherEnrollmentHasIsNotBound() {
    Organization organization = Organization.in(this);
    EnrollmentRecord holder = organization.enroll(RandomText.id("tenant_"));
    EnrollmentRecord other = organization.enroll((String) null);
    String taken = Optional.ofNullable(holder.tenantId()).orElseThrow();
    assertThat(bind(organization, other, taken)).isFalse();
    assertThat(organization.find(holder)).hasSize(3).containsOnly(holder);
    assertThat(organization.find(other)).hasSize(2).containsOnly(other);
  }

  @Test
  @Clause({"bind.once", "create.lost"})
  default void aBoundTenantIdIsTakenForACreation() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    String tenantId = RandomText.id("tenant_");
    assertThat(bind(organization, created, tenantId)).isTrue();
    assertThat(store().createEnrollment(organization.newcomer(tenantId))).isEqualTo(new Lost());
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause("any.text")
  default void anyTextMayNameWhatIsToBeBound(String text) {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    String tenantId = RandomText.id("tenant_");
    assertThat(store().bindTenantId(organization.id(), text, tenantId)).isFalse();
    assertThat(store().bindTenantId(text, created.id(), tenantId)).isFalse();
    assertThat(organization.find(created)).hasSize(2).containsOnly(created);
  }

  // --- races

  @Test
  @Clause("bind.once")
  default void ofManyBindingsOfOneEnrollmentOneWins() throws Exception {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    List<String> tenants =
        Stream.generate(() -> RandomText.id("tenant_")).limit(Race.THREADS).toList();
    List<Boolean> bound = Race.run(i -> bind(organization, created, tenants.get(i)));
    assertThat(bound).containsOnlyOnce(true);
    EnrollmentRecord winner = Organization.withTenantId(created, tenants.get(bound.indexOf(true)));
    assertThat(organization.find(winner)).hasSize(3).containsOnly(winner);
  }

  @Test
  @Clause("bind.once")
  default void ofManyBindingsOfOneTenantIdOneWins() throws Exception {
    Organization organization = Organization.in(this);
    List<EnrollmentRecord> entrants =
        Stream.generate(() -> organization.enroll((String) null)).limit(Race.THREADS).toList();
    String tenantId = RandomText.id("tenant_");
    List<Boolean> bound = Race.run(i -> bind(organization, entrants.get(i), tenantId));
    assertThat(bound).containsOnlyOnce(true);
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId))
        .map(EnrollmentRecord::id)
        .contains(entrants.get(bound.indexOf(true)).id());
  }

  @Test
  @Clause({"bind.once", "create.lost"})
  default void ofABindingAndCreationsForOneTenantIdOneWins() throws Exception {
    Organization organization = Organization.in(this);
    EnrollmentRecord existing = organization.enroll((String) null);
    String tenantId = RandomText.id("tenant_");
    List<Boolean> won =
        Race.run(
            i ->
                i % 2 == 0
                    ? bind(organization, existing, tenantId)
                    : store().createEnrollment(organization.newcomer(tenantId)) instanceof Created);
    assertThat(won).containsOnlyOnce(true);
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).isPresent();
  }

  private boolean bind(Organization organization, EnrollmentRecord enrollment, String tenantId) {
    return store().bindTenantId(organization.id(), enrollment.id(), tenantId);
  }
}
