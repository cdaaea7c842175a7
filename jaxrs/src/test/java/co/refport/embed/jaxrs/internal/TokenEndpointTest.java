package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.StoreUnavailableException;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the black-box suite cannot provoke: failures inside, and bodies that break off. */
class TokenEndpointTest {

  private static final String SECRET_MESSAGE = "alice@example.com rk_secret SELECT * FROM x";

  private final ApiKey key = ApiKey.generate(new Random(3));
  private final InMemoryEmbedStore store = new InMemoryEmbedStore();
  private final List<String> log = new ArrayList<>();
  private final Logger logger = Logger.getLogger("co.refport.embed");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    store.insertProgram(new ProgramRecord("prg_1", "org_1", Instant.EPOCH));
    store.insertApiKey(new ApiKeyRecord("key_1", "org_1", key.sha256(), Instant.EPOCH, null, null));
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  static Stream<JsonProvider> providers() {
    return JsonProviders.all();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void answersAreTheSameTextWithEveryProvider(JsonProvider json) {
    HttpAnswer token = answer(json, store, good());
    assertThat(text(token))
        .matches("\\{\"publicToken\":\"pt_[^\"]+\",\"expires\":\"[-0-9]{10}T[0-9:]{8}\\.000Z\"\\}");
    HttpAnswer error = answer(json, store, call("{\"tenantId\":7}", "application/json"));
    assertThat(text(error))
        .isEqualTo(
            "{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"tenantId must be a string\","
                + "\"requestId\":\""
                + error.headers().get("X-Request-Id")
                + "\",\"details\":[{\"field\":\"tenantId\",\"message\":\"must be a string\"}]}}");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void anUnreachableStoreIs503AndItsMessageGoesNowhere(JsonProvider json) {
    EmbedStore broken =
        failing(() -> new StoreUnavailableException(SECRET_MESSAGE, new IOException("x")));
    HttpAnswer answer = answer(json, broken, good());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.headers().get("Retry-After"))).isPositive();
    assertThat(code(json, answer)).isEqualTo("SERVICE_UNAVAILABLE");
    assertNothingLeaks(answer);
    assertThat(log).singleElement().asString().contains(answer.headers().get("X-Request-Id"));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aDefectIs500AndItsMessageGoesNowhere(JsonProvider json) {
    EmbedStore broken = failing(() -> new IllegalStateException(SECRET_MESSAGE));
    HttpAnswer answer = answer(json, broken, good());
    assertThat(answer.status()).isEqualTo(500);
    assertThat(code(json, answer)).isEqualTo("INTERNAL_ERROR");
    assertNothingLeaks(answer);
    assertThat(log)
        .singleElement()
        .asString()
        .contains(answer.headers().get("X-Request-Id"), "java.lang.IllegalStateException at ");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aMissingBeanIs500AsJson(JsonProvider json) {
    HttpAnswer answer =
        new TokenEndpoint(json)
            .answer(
                () -> {
                  throw new IllegalStateException("no bean");
                },
                good());
    assertThat(answer.status()).isEqualTo(500);
    assertThat(code(json, answer)).isEqualTo("INTERNAL_ERROR");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aHostsAddressThatFailsIs500AsJson(JsonProvider json) {
    TokenCall call =
        new Call("Bearer " + key.text(), "application/json", InputStream.nullInputStream()) {
          @Override
          public String clientAddress() {
            throw new IllegalStateException(SECRET_MESSAGE);
          }
        };
    HttpAnswer answer = answer(json, store, call);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(code(json, answer)).isEqualTo("INTERNAL_ERROR");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void retryAfterIsRoundedUpToASecondAtWhichARetrySucceeds(JsonProvider json) {
    AtomicLong nanos = new AtomicLong();
    try (EmbedTokens tokens =
        EmbedTokens.builder(store)
            .signingSecret(new byte[32])
            .apiKeyLimit(RateLimit.perMinute(1))
            .ticker(nanos::get)
            .build()) {
      TokenEndpoint endpoint = new TokenEndpoint(json);
      assertThat(endpoint.answer(() -> tokens, good()).status()).isEqualTo(200);
      nanos.addAndGet(Duration.ofMillis(600).toNanos());
      HttpAnswer limited = endpoint.answer(() -> tokens, good());
      assertThat(limited.status()).isEqualTo(429);
      assertThat(text(limited)).contains("\"Too many requests; retry after 60 seconds\"");
      assertThat(limited.headers())
          .containsEntry("Retry-After", "60")
          .containsEntry("RateLimit", "\"api-key\";r=0;t=60")
          .containsEntry("RateLimit-Policy", "\"api-key\";q=1;w=60");
      nanos.addAndGet(Duration.ofSeconds(60).toNanos());
      assertThat(endpoint.answer(() -> tokens, good()).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aBodyThatBreaksOffIs422(JsonProvider json) {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException(SECRET_MESSAGE);
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };
    HttpAnswer answer =
        answer(json, store, new Call("Bearer " + key.text(), "application/json", broken));
    assertThat(answer.status()).isEqualTo(422);
    assertNothingLeaks(answer);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void neverReadsMoreThanOneByteBeyondTheLimit(JsonProvider json) throws IOException {
    InputStream endless = new ByteArrayInputStream(new byte[100_000]);
    HttpAnswer answer =
        answer(json, store, new Call("Bearer " + key.text(), "application/json", endless));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(endless.available()).isEqualTo(100_000 - 16_385);
  }

  private HttpAnswer answer(JsonProvider json, EmbedStore embedStore, TokenCall call) {
    try (EmbedTokens tokens = EmbedTokens.builder(embedStore).signingSecret(new byte[32]).build()) {
      return new TokenEndpoint(json).answer(() -> tokens, call);
    }
  }

  private TokenCall good() {
    return call("{\"partner\":{\"email\":\"alice@example.com\"}}", "application/json");
  }

  private TokenCall call(String body, String contentType) {
    return new Call(
        "Bearer " + key.text(),
        contentType,
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private void assertNothingLeaks(HttpAnswer answer) {
    assertThat(text(answer) + log).doesNotContain("alice", "rk_", "SELECT");
    assertThat(text(answer)).doesNotContain("Exception", "co.refport");
  }

  private static String text(HttpAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String code(JsonProvider json, HttpAnswer answer) {
    JsonObject body = json.createReader(new StringReader(text(answer))).readObject();
    return body.getJsonObject("error").getString("code");
  }

  /** The store, whose look-ups of enrollments fail. */
  private EmbedStore failing(Supplier<RuntimeException> failure) {
    return (EmbedStore)
        Proxy.newProxyInstance(
            EmbedStore.class.getClassLoader(),
            new Class<?>[] {EmbedStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("findEnrollment")) {
                throw failure.get();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static class Call implements TokenCall {

    private final String authorization;
    private final String contentType;
    private final InputStream body;

    Call(String authorization, String contentType, InputStream body) {
      this.authorization = authorization;
      this.contentType = contentType;
      this.body = body;
    }

    @Override
    public String protocol() {
      return "HTTP/1.1";
    }

    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public String method() {
      return "POST";
    }

    @Override
    public List<String> headers(String name) {
      return switch (name) {
        case "Authorization" -> List.of(authorization);
        case "Content-Type" -> List.of(contentType);
        default -> List.of();
      };
    }

    @Override
    public String clientAddress() {
      return "192.0.2.1";
    }
  }
}
