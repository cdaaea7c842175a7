package co.refport.embed.jaxrs.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.internal.EndpointModel.Known;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sends a body to an endpoint and compares the response with {@link EndpointModel}. */
final class EndpointComparison {

  private static final String ORGANIZATION = "org_1";
  private static final ApiKey KEY = ApiKey.generate(new Random(3));

  /** In many inputs, and in none of our texts. */
  private static final String MARKER = "QZQZ";

  private final TokenEndpoint endpoint;

  EndpointComparison(TokenEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  void compare(byte[] body) throws JsonText.MalformedException {
    Optional<RequestModel> valid = RequestModel.read(body).flatMap(RequestModel::trimmed);
    EndpointModel expected = EndpointModel.of(valid);
    InMemoryEmbedStore store = population();
    HttpAnswer response;
    try (EmbedTokens tokens = EmbedTokens.builder(store).signingSecret(new byte[32]).build()) {
      response = endpoint.answer(() -> tokens, call(body));
    }
    assertThat(response.status()).isEqualTo(expected.status());
    if (response.status() == 200) {
      checkToken(response, valid.orElseThrow(), expected.enrollment(), store);
    } else {
      checkError(response);
      assertThat(store.findEnrollmentByEmail(ORGANIZATION, Known.E2.email))
          .get()
          .extracting(EnrollmentRecord::tenantId)
          .isNull();
    }
  }

  private static InMemoryEmbedStore population() {
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    store.insertProgram(new ProgramRecord("prg_1", ORGANIZATION, Instant.EPOCH));
    store.insertApiKey(
        new ApiKeyRecord("key_1", ORGANIZATION, KEY.sha256(), Instant.EPOCH, null, null));
    for (Known known : Known.values()) {
      store.createEnrollment(
          new NewEnrollment(
              ORGANIZATION,
              known.name(),
              known.tenantId,
              "partner of " + known,
              known.email,
              known.email,
              null,
              Instant.EPOCH));
      store.setEnrollmentActive(ORGANIZATION, known.name(), known.active());
    }
    return store;
  }

  private static void checkToken(
      HttpAnswer response,
      RequestModel request,
      @Nullable Known enrollment,
      InMemoryEmbedStore store)
      throws JsonText.MalformedException {
    Map<?, ?> body = (Map<?, ?>) Objects.requireNonNull(JsonText.parse(response.body()));
    String token = (String) Objects.requireNonNull(body.get("publicToken"));
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]);
    String subject =
        (String) ((Map<?, ?>) Objects.requireNonNull(JsonText.parse(claims))).get("sub");
    if (enrollment != null) {
      assertThat(subject).isEqualTo(enrollment.name());
    } else {
      assertThat(store.findEnrollmentByEmail(ORGANIZATION, Objects.requireNonNull(request.email())))
          .get()
          .extracting(EnrollmentRecord::id)
          .isEqualTo(subject);
    }
    if (request.tenantId() != null) {
      assertThat(store.findEnrollmentByTenantId(ORGANIZATION, request.tenantId()))
          .get()
          .extracting(EnrollmentRecord::id)
          .isEqualTo(subject);
    }
  }

  private static void checkError(HttpAnswer response) throws JsonText.MalformedException {
    Map<?, ?> envelope = (Map<?, ?>) Objects.requireNonNull(JsonText.parse(response.body()));
    Map<?, ?> error = (Map<?, ?>) Objects.requireNonNull(envelope.get("error"));
    assertThat(error.get("requestId")).isEqualTo(response.headers().get("X-Request-Id"));
    assertThat(List.of("code", "message"))
        .allSatisfy(name -> assertThat(error.get(name)).asString().isNotEmpty());
    assertThat(error.containsKey("details")).isEqualTo(response.status() == 422);
    assertThat(new String(response.body(), UTF_8)).doesNotContain(MARKER);
  }

  private static TokenCall call(byte[] body) {
    return new TokenCall() {
      @Override
      public InputStream body() {
        return new ByteArrayInputStream(body);
      }

      @Override
      public String protocol() {
        return "HTTP/1.1";
      }

      @Override
      public long contentLength() {
        return body.length;
      }

      @Override
      public String method() {
        return "POST";
      }

      @Override
      public List<String> headers(String name) {
        return switch (name) {
          case "Authorization" -> List.of("Bearer " + KEY.text());
          case "Content-Type" -> List.of("application/json");
          default -> List.of();
        };
      }

      @Override
      public String clientAddress() {
        return "192.0.2.1";
      }
    };
  }
}
