package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.SigningKeys;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The published keys. */
public final class Jwks {

  private final JsonAnswerWriter writer;

  Jwks(JsonProvider json) {
    this.writer = new JsonAnswerWriter(json);
  }

  /** On the application's JSON provider; looking that up is slow, so it is done once. */
  public static Jwks shared() {
    return Shared.JWKS;
  }

  private static final class Shared {
    static final Jwks JWKS = new Jwks(JsonProvider.provider());
  }

  public HttpAnswer answer(Supplier<EmbedTokens> tokens) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Content-Type-Options", "nosniff");
    try {
      byte[] keys = tokens.get().signingKeys().jwks().getBytes(StandardCharsets.UTF_8);
      headers.put("Content-Type", "application/jwk-set+json");
      headers.put("Cache-Control", "public, max-age=" + SigningKeys.PUBLISHED_FOR.toSeconds());
      return new HttpAnswer(200, headers, keys);
    } catch (RuntimeException | LinkageError e) {
      String requestId = UUID.randomUUID().toString();
      return writer.refusal(Failure.refusal(e, requestId), requestId, headers);
    }
  }
}
