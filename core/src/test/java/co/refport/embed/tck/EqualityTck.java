package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which texts an {@link EmbedStore} must take for equal. */
public interface EqualityTck extends StoreUnderTest {

  @ParameterizedTest
  @MethodSource(Texts.ALIKE)
  @Clause("any.equality")
  default void tenantIdsAreEqualOnlyCodePointByCodePoint(String one, String two) {
    Organization organization = Organization.in(this);
    EnrollmentRecord first = organization.enroll(one);
    assertThat(store().findEnrollmentByTenantId(organization.id(), two)).isEmpty();
    EnrollmentRecord second = organization.enroll(two);
    assertThat(store().findEnrollmentByTenantId(organization.id(), one)).contains(first);
    assertThat(store().findEnrollmentByTenantId(organization.id(), two)).contains(second);
  }

  @ParameterizedTest
  @MethodSource(Texts.ALIKE)
  @Clause("any.equality")
  default void boundTenantIdsAreEqualOnlyCodePointByCodePoint(String one, String two) {
    Organization organization = Organization.in(this);
    EnrollmentRecord first = organization.enroll((String) null);
    EnrollmentRecord second = organization.enroll((String) null);
    assertThat(store().bindTenantId(organization.id(), first.id(), one)).isTrue();
    assertThat(store().bindTenantId(organization.id(), second.id(), two)).isTrue();
    assertThat(store().findEnrollmentByTenantId(organization.id(), one))
        .map(EnrollmentRecord::id)
        .contains(first.id());
  }

  @Test
  @Clause("any.equality")
  default void enrollmentIdsAreEqualOnlyCodePointByCodePoint() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    assertThat(store().findEnrollmentById(organization.id(), "E" + created.id().substring(1)))
        .isEmpty();
    assertThat(store().findEnrollmentById(organization.id(), created.id() + " ")).isEmpty();
  }

  @Test
  @Clause("any.equality")
  default void emailsAreEqualOnlyCodePointByCodePoint() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll((String) null);
    assertThat(store().findEnrollmentByEmail(organization.id(), "P" + created.email().substring(1)))
        .isEmpty();
    assertThat(store().findEnrollmentByEmail(organization.id(), created.email() + " ")).isEmpty();
  }

  @Test
  @Clause({"any.equality", "any.isolation"})
  default void organizationIdsAreEqualOnlyCodePointByCodePoint() {
    Organization organization = Organization.in(this);
    EnrollmentRecord created = organization.enroll(RandomText.id("tenant_"));
    String other = "O" + organization.id().substring(1);
    assertThat(store().hasActiveProgram(other)).isFalse();
    assertThat(organization.findAs(other, created)).isEmpty();
    assertThat(organization.findAs(organization.id() + " ", created)).isEmpty();
  }

  @Test
  @Clause("any.equality")
  default void apiKeysHashesAreEqualOnlyCodePointByCodePoint() {
    String hash = "abcdef" + RandomText.sha256().substring(6);
    Organization organization = Organization.in(this);
    assertThat(
            operator()
                .insertApiKey(
                    new ApiKeyRecord(
                        RandomText.id("key_"),
                        organization.id(),
                        hash,
                        Organization.NOW,
                        null,
                        null)))
        .isTrue();
    assertThat(store().findApiKey(hash)).isPresent();
    assertThat(store().findApiKey("ABCDEF" + hash.substring(6))).isEmpty();
    assertThat(store().findApiKey(hash + " ")).isEmpty();
  }
}
