package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.ErrorCode;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;

/** Each JSON provider reads from any bytes what the contract says. */
class JsonRequestReaderFuzzTest {

  private final List<JsonRequestReader> readers =
      JsonProviders.all().map(JsonRequestReader::new).toList();

  @FuzzTest
  void readsWhatTheContractSays(byte[] body) {
    Optional<RequestModel> expected = RequestModel.read(body);
    for (JsonRequestReader reader : readers) {
      assertThat(read(reader, body)).isEqualTo(expected);
    }
  }

  private static Optional<RequestModel> read(JsonRequestReader reader, byte[] body) {
    try {
      EmbedTokenRequest request = reader.read(body);
      Optional<EmbedTokenRequest.Partner> partner = request.partner();
      return Optional.of(
          new RequestModel(
              request.tenantId().orElse(null),
              request.enrollmentId().orElse(null),
              partner.isPresent(),
              partner.map(EmbedTokenRequest.Partner::email).orElse(null),
              partner.map(EmbedTokenRequest.Partner::name).orElse(null)));
    } catch (EmbedException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
      return Optional.empty();
    }
  }
}
