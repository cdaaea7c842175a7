package co.refport.embed.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.EmbedSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSettingsTest {

  @Test
  void withoutSettingsItIsH2WhichWritesBeforeItAnswers() {
    Database database = settings(Map.of()).database();

    assertThat(database.kind()).isEqualTo(Database.Kind.H2);
    assertThat(database.url()).startsWith("jdbc:h2:file:./refport-data/").contains("WRITE_DELAY=0");
  }

  @Test
  void theUrlTellsTheKindOfDatabase() {
    Database database =
        settings(Map.of("refport.db-url", "jdbc:postgresql://127.0.0.1/refport")).database();

    assertThat(database.kind()).isEqualTo(Database.Kind.POSTGRESQL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://root:hunter2@db/refport",
        "hunter2",
        "JDBC:H2:mem:x;PASSWORD=hunter2"
      })
  void anotherDatabaseIsRefusedWithoutAWordOfItsUrl(String url) {
    SampleSettings settings = settings(Map.of("refport.db-url", url));

    assertThatThrownBy(settings::database)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("refport.db-url", "REFPORT_DB_URL", "jdbc:h2:", "jdbc:postgresql:")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void aUrlThatTheDriverRefusesIsNotQuoted() {
    SampleSettings settings =
        settings(Map.of("refport.db-url", "jdbc:postgresql://db:port/x?password=hunter2"));
    SampleDataSource dataSource = new SampleDataSource(() -> settings, System::nanoTime);

    assertThatThrownBy(dataSource::getConnection)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refport.db-url")
        .hasNoCause()
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void aBadDemoKeyIsRefusedUnseen() {
    SampleSettings settings = settings(Map.of("refport.demo-api-key", "rk_notReallyAKey"));

    assertThatThrownBy(settings::demoApiKey)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("refport.demo-api-key", "REFPORT_DEMO_API_KEY", "rk_")
        .message()
        .doesNotContain("notReallyAKey");
  }

  @Test
  void aBadOperatorPasswordIsRefusedUnseen() {
    SampleSettings settings = settings(Map.of("refport.operator-password", "hunter2"));

    assertThatThrownBy(settings::validate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "refport.operator-password", "REFPORT_OPERATOR_PASSWORD", OperatorPassword.RANGE)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void aBaseUrlLosesItsSlash() {
    assertThat(settings(Map.of("refport.base-url", "https://demo.example.com/app/")).baseUrl())
        .contains("https://demo.example.com/app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://x", "http://a b", "http://x/'; rm -rf ~", "http://x/?q"})
  void aBaseUrlThatIsNoneIsRefused(String url) {
    SampleSettings settings = settings(Map.of("refport.base-url", url));

    assertThatThrownBy(settings::baseUrl)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refport.base-url");
  }

  @Test
  void demoOriginsAreSeparatedByCommasOrSpaces() {
    String origins =
        " https://a.example,http://[::1]:8080  , https://*.b.example ionic://localhost";

    assertThat(settings(Map.of("refport.demo-origins", origins)).demoOrigins())
        .containsExactly(
            "https://a.example", "http://[::1]:8080", "https://*.b.example", "ionic://localhost");
  }

  @Test
  void withoutDemoOriginsThereAreNone() {
    assertThat(settings(Map.of()).demoOrigins()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "http://a.example", "https://*.com", "https://ok.example null"})
  void rejectsInvalidDemoOrigins(String origins) {
    SampleSettings settings = settings(Map.of("refport.demo-origins", origins));

    assertThatThrownBy(settings::validate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "refport.demo-origins",
            "REFPORT_DEMO_ORIGINS",
            origins,
            "https://host[:port]",
            "own page");
  }

  private static SampleSettings settings(Map<String, String> values) {
    return SampleSettings.of(EmbedSettings.of("refport.", values::get));
  }
}
