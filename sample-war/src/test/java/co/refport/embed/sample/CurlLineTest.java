package co.refport.embed.sample;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ApiKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurlLineTest {

  @Test
  void theLineIsReadyToPaste() {
    ApiKey key = ApiKey.generate(new SecureRandom());

    assertThat(CurlLine.of("http://localhost:8080", key))
        .isEqualTo(
            "curl -sS http://localhost:8080/api/embed/token -H 'Authorization: Bearer "
                + key.text()
                + "' -H 'Content-Type: application/json' -d"
                + " '{\"partner\":{\"email\":\"alice@example.com\",\"name\":\"Alice\"},"
                + "\"tenantId\":\"org_001\"}'");
  }

  @ParameterizedTest
  @CsvSource({
    "sample.jar, '', http://localhost:8080",
    "sample.jar --port 18080 --nocluster, '', http://localhost:18080",
    "sample.jar --port=9090, '', http://localhost:9090",
    "sample.jar --sslPort 8443, '', http://localhost:8080",
    "org.jboss.Main, /shop, http://localhost:8080/shop",
  })
  void thePortIsThatOfTheCommandLine(String commandLine, String contextPath, String expected) {
    assertThat(CurlLine.guessBaseUrl(commandLine, contextPath)).isEqualTo(expected);
  }
}
