package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.TokenState;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that a host's listeners, converters and access type leave our entities alone. */
class HostDefaultsTest {

  @ParameterizedTest
  @EnumSource
  void defaultsOfUnitDoNotApply(Provider provider) {
    DataSource dataSource = Database.H2.makeEmpty();
    try (EntityManagerFactory factory =
        provider.openAndGenerate("test-host-defaults", dataSource)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      assertThat(store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL)))
          .isInstanceOf(Created.class);
      ApiKeyRecord apiKey =
          new ApiKeyRecord("key_1", Samples.ORGANIZATION, "hash", Samples.NOW, Samples.NOW, null);
      assertThat(store.insertApiKey(apiKey)).isTrue();
      SigningKeyRecord signingKey = new SigningKeyRecord("kid_1", 1, "{}", Samples.NOW);
      assertThat(store.insertSigningKey(signingKey)).isTrue();
      store.revokeToken("jti_1", Samples.NOW.plusSeconds(60));

      assertThat(store.findApiKey("hash")).contains(apiKey);
      assertThat(store.findSigningKeys()).containsExactly(signingKey);
      assertThat(store.findEnrollmentByTenantId(Samples.ORGANIZATION, Samples.TENANT))
          .isEqualTo(store.findEnrollmentByEmail(Samples.ORGANIZATION, Samples.EMAIL))
          .isPresent();
      assertThat(store.findTokenState(Samples.token("1", "key_1", "jti_1")))
          .map(TokenState::revoked)
          .contains(true);
      assertThat(Database.select(dataSource, "select email, created_at from refport_partner"))
          .containsExactly(List.of(Samples.EMAIL, Long.toString(Samples.NOW.toEpochMilli())));
    }
  }
}
