package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbedTokensBuilder;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A guard in front of a portal, whose time and store the test knows; no server. */
final class PortalFixture {

  static final String ORGANIZATION = "org_1";
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  final InMemoryEmbedStore store = new InMemoryEmbedStore();
  final AtomicLong nanos = new AtomicLong();
  final EmbedTokens tokens = builder().build();
  final PortalGuard guard;

  PortalFixture(JsonProvider json) {
    guard = new PortalGuard(json);
    store.insertProgram(new ProgramRecord("prg_1", ORGANIZATION, START));
  }

  EmbedTokensBuilder builder() {
    return EmbedTokens.builder(store)
        .signingSecret(new byte[32])
        .staleness(Duration.ZERO)
        .clock(() -> START.plusNanos(nanos.get()))
        .ticker(nanos::get);
  }

  String mint() {
    return tokens
        .create(
            ORGANIZATION, EmbedTokenRequest.builder().partner("alice@example.com", "Alice").build())
        .publicToken();
  }

  PortalVerdict judge(PortalCall call) {
    return judge(() -> tokens, call);
  }

  PortalVerdict judge(Supplier<EmbedTokens> judging, PortalCall call) {
    return guard.judge(
        judging,
        call,
        () -> new ErrorPage(ErrorPage.shipped(call.query(), List.of(Locale.ENGLISH)), "/app"));
  }

  HttpAnswer answer(PortalCall call) {
    return answer(() -> tokens, call);
  }

  HttpAnswer answer(Supplier<EmbedTokens> judging, PortalCall call) {
    PortalVerdict verdict = judge(judging, call);
    assertThat(verdict).isInstanceOf(PortalVerdict.Answered.class);
    return ((PortalVerdict.Answered) verdict).answer();
  }

  PortalVerdict.Admitted admitted(PortalCall call) {
    PortalVerdict verdict = judge(call);
    assertThat(verdict).isInstanceOf(PortalVerdict.Admitted.class);
    return (PortalVerdict.Admitted) verdict;
  }

  /** The code that an answer of either kind names. */
  String code(PortalCall call) {
    String text = text(answer(call));
    return text.replaceFirst("(?s).*(?:\"code\":|data-code=)\"([A-Z_]+)\".*", "$1");
  }

  static String text(HttpAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** A header's value; empty when there is none. */
  static String header(HttpAnswer answer, String name) {
    return answer.headers().getOrDefault(name, "");
  }

  static Call page(@Nullable String query) {
    return new Call("GET", query, Map.of());
  }

  static Call api(String... authorization) {
    return new Call("POST", null, Map.of()).with("Authorization", authorization);
  }

  /** A request as it came. */
  record Call(String method, @Nullable String query, Map<String, List<String>> headers)
      implements PortalCall {

    Call with(String name, String... values) {
      Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      more.putAll(headers);
      more.put(name, List.of(values));
      return new Call(method, query, more);
    }

    @Override
    public List<String> headers(String name) {
      return headers.getOrDefault(name, List.of());
    }

    @Override
    public String clientAddress() {
      return "192.0.2.1";
    }
  }
}
