package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the look-ups of an {@link EmbedStore} must hold. */
public interface LookUpTck extends StoreUnderTest {

  @Test
  @Clause("find-api-key.any-state")
  default void anUnknownApiKeyIsNotFound() {
    assertThat(store().findApiKey(RandomText.sha256())).isEmpty();
  }

  @Test
  @Clause("find-api-key.any-state")
  default void anApiKeyIsFoundInWhateverStateItIs() {
    Organization organization = Organization.in(this);
    for (ApiKeyRecord key :
        List.of(
            organization.addApiKey(),
            organization.addApiKey(Instant.EPOCH, null),
            organization.addApiKey(null, Instant.EPOCH))) {
      assertThat(store().findApiKey(key.sha256())).contains(key);
    }
  }

  @Test
  @Clause("has-active-program.exactly")
  default void anOrganizationWithoutAProgramHasNoActiveOne() {
    assertThat(store().hasActiveProgram(RandomText.id("org_"))).isFalse();
  }

  @Test
  @Clause("has-active-program.exactly")
  default void aProgramThatIsNotActiveIsNone() {
    Organization organization = Organization.in(this);
    assertThat(store().hasActiveProgram(organization.id())).isTrue();
    organization.deactivateProgram();
    assertThat(store().hasActiveProgram(organization.id())).isFalse();
    organization.inANewProgram();
    assertThat(store().hasActiveProgram(organization.id())).isTrue();
  }

  @Test
  @Clause("find-enrollment.as-stored")
  default void anEnrollmentIsFoundByItsIdTenantIdAndEmailAsItWasCreated() {
    Organization organization = Organization.in(this);
    NewEnrollment newcomer = organization.newcomer(RandomText.id("Tenant_\u00E9_"));
    EnrollmentRecord created = organization.enroll(newcomer);
    assertThat(created.tenantId()).isEqualTo(newcomer.tenantId());
    assertThat(created.email()).isEqualTo(newcomer.email());
    assertThat(organization.find(created)).hasSize(3).containsOnly(created);
  }

  @Test
  @Clause("find-enrollment.as-stored")
  default void anEnrollmentWithoutATenantIdIsFoundByItsIdAndEmail() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    assertThat(created.tenantId()).isNull();
    assertThat(organization.find(created)).hasSize(2).containsOnly(created);
  }

  @Test
  @Clause("find-enrollment.as-stored")
  default void manyEnrollmentsMayHaveNoTenantId() {
    Organization organization = Organization.in(this);
    List<EnrollmentRecord> created =
        List.of(
            organization.enroll((String) null),
            organization.enroll((String) null),
            organization.enroll((String) null));
    assertThat(created)
        .allSatisfy(one -> assertThat(organization.find(one)).hasSize(2).containsOnly(one));
  }

  @Test
  @Clause("find-enrollment.any-state")
  default void anEnrollmentThatIsNotActiveIsFoundAndSaysSo() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll(RandomText.id("tenant_"));
    organization.deactivate(created.id());
    assertThat(organization.find(created))
        .hasSize(3)
        .allMatch(found -> !found.active() && found.id().equals(created.id()));
  }

  @Test
  @Clause({"find-enrollment.active-program", "any.isolation"})
  default void anOrganizationWithoutAProgramFindsNothing() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll(RandomText.id("tenant_"));
    assertThat(organization.findAs(RandomText.id("org_"), created)).isEmpty();
  }

  @Test
  @Clause("find-enrollment.active-program")
  default void anEnrollmentInAProgramThatIsNotActiveIsNotFound() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll(RandomText.id("tenant_"));
    organization.deactivateProgram();
    assertThat(organization.find(created)).isEmpty();
  }

  @Test
  @Clause("find-enrollment.active-program")
  default void anEnrollmentInAnEarlierProgramIsNotFound() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll(RandomText.id("tenant_"));
    assertThat(organization.inANewProgram().find(created)).isEmpty();
  }

  @Test
  @Clause("any.fresh")
  default void everyLookUpSeesWhatWasWrittenSinceTheLastOne() {
    Organization organization = Organization.in(this);
    NewEnrollment newcomer = organization.newcomer(null);
    String tenantId = RandomText.id("tenant_");
    assertThat(store().findEnrollmentById(organization.id(), newcomer.enrollmentId())).isEmpty();
    assertThat(store().findEnrollmentByEmail(organization.id(), newcomer.email())).isEmpty();
    assertThat(store().findEnrollmentByTenantId(organization.id(), tenantId)).isEmpty();

    EnrollmentRecord created = organization.enroll(newcomer);
    assertThat(organization.find(created)).hasSize(2).containsOnly(created);

    assertThat(store().bindTenantId(organization.id(), created.id(), tenantId)).isTrue();
    EnrollmentRecord bound = Organization.withTenantId(created, tenantId);
    assertThat(organization.find(bound)).hasSize(3).containsOnly(bound);

    organization.deactivate(created.id());
    assertThat(organization.find(bound)).hasSize(3).noneMatch(EnrollmentRecord::active);

    organization.deactivateProgram();
    assertThat(organization.find(bound)).isEmpty();
    assertThat(store().hasActiveProgram(organization.id())).isFalse();
  }

  @Test
  @Clause("any.fresh")
  default void anApiKeyIsSeenOnceItIsThereAndAsItIsNow() {
    Organization organization = Organization.in(this);
    ApiKeyRecord key =
        Organization.apiKey(organization.id(), Organization.NOW, Organization.NOW, null);
    assertThat(store().findApiKey(key.sha256())).isEmpty();
    assertThat(operator().insertApiKey(key)).isTrue();
    assertThat(store().findApiKey(key.sha256())).contains(key);
    assertThat(operator().expireApiKey(organization.id(), key.id(), Instant.EPOCH)).isTrue();
    assertThat(store().findApiKey(key.sha256()))
        .map(ApiKeyRecord::expiresAt)
        .contains(Instant.EPOCH);
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause("any.text")
  default void anyTextMayBeLookedUp(String text) {
    Organization organization = Organization.in(this);
    organization.enroll(RandomText.id("tenant_"));
    assertThat(store().findApiKey(text)).isEmpty();
    assertThat(store().hasActiveProgram(text)).isFalse();
    for (String id : List.of(organization.id(), text)) {
      assertThat(store().findEnrollmentById(id, text)).isEmpty();
      assertThat(store().findEnrollmentByTenantId(id, text)).isEmpty();
      assertThat(store().findEnrollmentByEmail(id, text)).isEmpty();
    }
  }
}
