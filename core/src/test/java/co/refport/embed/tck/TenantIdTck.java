package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.OperatorStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link OperatorStore#setTenantId} must hold. */
public interface TenantIdTck extends StoreUnderTest {

  @Test
  @Clause("tenant-id.set")
  default void newTenantIdReplacesTheOldOne() {
    Organization organization = Organization.in(this);
    String old = RandomText.id("tenant_");
    EnrollmentRecord created = organization.enroll(old);
    String tenantId = RandomText.id("tenant_");
    // the second time it is its own already
    for (int i = 0; i < 2; i++) {
      assertThat(setTenantId(organization, created, tenantId)).isEqualTo(ChangeResult.CHANGED);
      EnrollmentRecord changed = Organization.withTenantId(created, tenantId);
      assertThat(organization.find(changed)).hasSize(3).containsOnly(changed);
      assertThat(store().findEnrollmentByTenantId(organization.id(), old)).isEmpty();
    }
    organization.enroll(old);
  }

  @Test
  @Clause("tenant-id.set")
  default void removedTenantIdCanBeBoundAgain() {
    Organization organization = Organization.in(this);
    String tenantId = RandomText.id("tenant_");
    EnrollmentRecord created = organization.enroll(tenantId);
    for (int i = 0; i < 2; i++) {
      assertThat(setTenantId(organization, created, null)).isEqualTo(ChangeResult.CHANGED);
      assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).isEmpty();
      assertThat(store().findEnrollmentById(organization.id(), created.id()))
          .hasValueSatisfying(found -> assertThat(found.tenantId()).isNull());
    }
    assertThat(store().bindTenantId(organization.id(), created.id(), tenantId)).isTrue();
    assertThat(organization.find(created)).hasSize(3).containsOnly(created);
  }

  @Test
  @Clause("tenant-id.set")
  default void tenantIdIsSetInInactivePrograms() {
    Enrolled enrolled = Enrolled.in(Organization.in(this), RandomText.id("tenant_"), null);
    enrolled.deactivate();
    enrolled.organization().inANewProgram();
    String tenantId = RandomText.id("tenant_");
    assertThat(operator().setTenantId(enrolled.organizationId(), enrolled.id(), tenantId))
        .isEqualTo(ChangeResult.CHANGED);
    assertThat(enrolled.state().partner().tenantId()).isEqualTo(tenantId);
    assertThat(enrolled.state().active()).isFalse();
    assertThat(enrolled.state().revision()).isZero();
  }

  @Test
  @Clause({"tenant-id.set", "create.sizes"})
  default void longestTenantIdIsSet() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    String tenantId = RandomText.ofLength(255, "\uD83D\uDE00");
    assertThat(setTenantId(organization, created, tenantId)).isEqualTo(ChangeResult.CHANGED);
    EnrollmentRecord changed = Organization.withTenantId(created, tenantId);
    assertThat(organization.find(changed)).hasSize(3).containsOnly(changed);
  }

  @ParameterizedTest
  @MethodSource(Texts.ALIKE)
  @Clause({"tenant-id.set", "any.equality"})
  default void setTenantIdsAreEqualByCodePoints(String one, String two) {
    Organization organization = Organization.in(this);
    EnrollmentRecord first = organization.enroll((String) null);
    EnrollmentRecord second = organization.enroll((String) null);
    assertThat(setTenantId(organization, first, one)).isEqualTo(ChangeResult.CHANGED);
    assertThat(setTenantId(organization, second, two)).isEqualTo(ChangeResult.CHANGED);
    assertThat(store().findEnrollmentByTenantId(organization.id(), one))
        .map(EnrollmentRecord::id)
        .contains(first.id());
  }

  @Test
  @Clause("tenant-id.taken")
  default void takenTenantIdChangesNothing() {
    Organization organization = Organization.in(this);
    EnrollmentRecord holder = organization.enroll(RandomText.id("tenant_"));
    EnrollmentRecord other = organization.enroll(RandomText.id("tenant_"));
    String taken = Optional.ofNullable(holder.tenantId()).orElseThrow();
    assertThat(setTenantId(organization, other, taken)).isEqualTo(ChangeResult.TAKEN);
    assertThat(organization.find(holder)).hasSize(3).containsOnly(holder);
    assertThat(organization.find(other)).hasSize(3).containsOnly(other);
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"tenant-id.set", "any.text", "any.equality"})
  default void tenantIdOfUnknownEnrollmentsIsNotFound(String text) {
    Organization organization = Organization.in(this);
    String old = RandomText.id("tenant_");
    EnrollmentRecord created = organization.enroll(old);
    String tenantId = RandomText.id("tenant_");
    for (String id : List.of(text, "E" + created.id().substring(1), created.id() + " ")) {
      assertThat(operator().setTenantId(organization.id(), id, tenantId))
          .isEqualTo(ChangeResult.NOT_FOUND);
      assertThat(operator().setTenantId(organization.id(), id, null))
          .isEqualTo(ChangeResult.NOT_FOUND);
    }
    assertThat(operator().setTenantId(text, created.id(), tenantId))
        .isEqualTo(ChangeResult.NOT_FOUND);
    assertThat(organization.find(created)).hasSize(3).containsOnly(created);
  }

  // --- races

  @Test
  @Clause("tenant-id.taken")
  default void ofManyEnrollmentsOneGetsTheTenantId() throws Exception {
    Organization organization = Organization.in(this);
    List<EnrollmentRecord> entrants =
        Stream.generate(() -> organization.enroll((String) null)).limit(Race.THREADS).toList();
    String tenantId = RandomText.id("tenant_");
    List<ChangeResult> results =
        Race.run(i -> setTenantId(organization, entrants.get(i), tenantId));
    assertThat(results)
        .containsOnlyOnce(ChangeResult.CHANGED)
        .containsOnly(ChangeResult.CHANGED, ChangeResult.TAKEN);
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId))
        .map(EnrollmentRecord::id)
        .contains(entrants.get(results.indexOf(ChangeResult.CHANGED)).id());
  }

  @Test
  @Clause({"tenant-id.taken", "bind.once", "create.lost"})
  default void oneOfChangesBindingsAndCreationsWins() throws Exception {
    Organization organization = Organization.in(this);
    List<EnrollmentRecord> entrants =
        Stream.generate(() -> organization.enroll((String) null)).limit(Race.THREADS).toList();
    String tenantId = RandomText.id("tenant_");
    List<Boolean> won =
        Race.run(
            i ->
                switch (i % 3) {
                  case 0 ->
                      setTenantId(organization, entrants.get(i), tenantId) == ChangeResult.CHANGED;
                  case 1 -> store().bindTenantId(organization.id(), entrants.get(i).id(), tenantId);
                  default ->
                      store().createEnrollment(organization.newcomer(tenantId)) instanceof Created;
                });
    assertThat(won).containsOnlyOnce(true);
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).isPresent();
  }

  private ChangeResult setTenantId(
      Organization organization, EnrollmentRecord enrollment, @Nullable String tenantId) {
    return operator().setTenantId(organization.id(), enrollment.id(), tenantId);
  }
}
