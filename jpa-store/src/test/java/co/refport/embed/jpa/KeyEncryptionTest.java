package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.SigningAlgorithm;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table of signing keys contains if they are encrypted. */
class KeyEncryptionTest {

  private static final String SELECT =
      "select id, jwk from refport_signing_key order by generation";

  private static EmbedTokens node(JpaEmbedStore store, SigningAlgorithm algorithm) {
    return EmbedTokens.builder(store)
        .signingAlgorithm(algorithm)
        .signingKeyEncryptionKey(new byte[32])
        .build();
  }

  private static String mint(EmbedTokens tokens) {
    return tokens
        .create(
            Samples.ORGANIZATION,
            EmbedTokenRequest.builder().partner(Samples.EMAIL, Samples.NAME).build())
        .publicToken();
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void tableContainsEncryptedKeysOnly(Database database, Provider provider) {
    DataSource dataSource = database.make();
    try (EntityManagerFactory factory = provider.open(dataSource)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
        try (EmbedTokens one = node(store, algorithm);
            EmbedTokens two = node(store, algorithm)) {
          two.verify(mint(one));
        }
      }
      List<List<@Nullable String>> rows = Database.select(dataSource, SELECT);
      assertThat(rows).hasSize(SigningAlgorithm.values().length);
      assertThat(rows)
          .allSatisfy(
              row -> assertThat(row.get(1)).matches("[\\w-]+\\.\\.[\\w-]+\\.[\\w-]+\\.[\\w-]+"));
    }
  }
}
