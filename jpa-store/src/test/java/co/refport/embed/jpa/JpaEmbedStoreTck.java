package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.tck.EmbedStoreTck;
import co.refport.embed.tck.OperatorStoreTck;
import co.refport.embed.tck.RevocationStoreTck;
import co.refport.embed.tck.SigningKeyStoreTck;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link JpaEmbedStore} holds the contract of all stores, however it gets its transactions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JpaEmbedStoreTck extends EmbedStoreTck
    implements OperatorStoreTck, SigningKeyStoreTck, RevocationStoreTck {

  private final DataSource dataSource;
  private final EntityManagerFactory factory;
  private final JpaEmbedStore store;

  JpaEmbedStoreTck(DataSource dataSource, EntityManagerFactory factory, JpaEmbedStore store) {
    this.dataSource = dataSource;
    this.factory = factory;
    this.store = store;
  }

  @AfterAll
  void close() {
    factory.close();
  }

  @Override
  public JpaEmbedStore store() {
    return store;
  }

  private void create(String organization, String typedEmail, String name) {
    assertThat(
            store.createEnrollment(
                new NewEnrollment(
                    organization,
                    "enr_" + UUID.randomUUID(),
                    null,
                    "ptn_" + UUID.randomUUID(),
                    "alice@example.com",
                    typedEmail,
                    name,
                    Instant.EPOCH)))
        .isInstanceOf(Created.class);
  }

  @Test
  void anEnrollmentThatSomebodyElseChangesIsReadAnew() {
    String organization = "org_" + UUID.randomUUID();
    assertThat(
            store.insertProgram(
                new ProgramRecord("prg_" + UUID.randomUUID(), organization, Instant.EPOCH)))
        .isTrue();
    create(organization, "alice@example.com", "Alice");
    String id = store.findEnrollmentByEmail(organization, "alice@example.com").orElseThrow().id();
    Database.update(dataSource, "update refport_enrollment set revision = 7 where id = ?", id);
    assertThat(store.findEnrollmentById(organization, id).orElseThrow().revision()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "'self'",
        "https://a.example.com; script-src *",
        "https://a.example.com\nSet-Cookie: a=b",
        "https://a.example.com  https://b.example.com",
        "https://a.example.com ",
        " "
      })
  void originsThatSomebodyElseWroteAreUsedOnlyIfTheyAreOrigins(String origins) {
    String organization = "org_" + UUID.randomUUID();
    String program = "prg_" + UUID.randomUUID();
    assertThat(store.insertProgram(new ProgramRecord(program, organization, Instant.EPOCH)))
        .isTrue();
    create(organization, "alice@example.com", "Alice");
    String id = store.findEnrollmentByEmail(organization, "alice@example.com").orElseThrow().id();
    Database.update(
        dataSource, "update refport_program set origins = ? where id = ?", origins, program);
    TokenReference token = new TokenReference(program, id, null, "jti");
    assertThatIllegalArgumentException().isThrownBy(() -> store.findTokenState(token));
  }
}
