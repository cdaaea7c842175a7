package co.refport.embed.jaxrs.internal;

import co.refport.embed.Allowance;
import co.refport.embed.AuthenticatedCaller;
import co.refport.embed.EmbedException;
import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokens;
import co.refport.embed.ErrorCode;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The token endpoint of the wire contract: judges one call, in the contract's order. */
public final class TokenEndpoint {

  /** The largest body that is accepted. */
  static final int MAX_BODY_BYTES = 16_384;

  private final JsonRequestReader reader;
  private final JsonAnswerWriter writer;

  TokenEndpoint(JsonProvider json) {
    this.reader = new JsonRequestReader(json);
    this.writer = new JsonAnswerWriter(json);
  }

  /**
   * The endpoint on the application's JSON provider; looking that up is slow, so it is done once.
   */
  public static TokenEndpoint shared() {
    return Shared.ENDPOINT;
  }

  private static final class Shared {
    static final TokenEndpoint ENDPOINT = new TokenEndpoint(JsonProvider.provider());
  }

  /** Answers a call; throws nothing but errors that are no fault of the call. */
  public HttpAnswer answer(Supplier<EmbedTokens> tokens, TokenCall call) {
    String requestId = UUID.randomUUID().toString();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Request-Id", requestId);
    try {
      EmbedToken token = create(tokens, call, headers);
      return new HttpAnswer(200, headers, writer.token(token));
    } catch (RuntimeException | LinkageError e) {
      return refusal(Failure.refusal(e, requestId), headers, requestId);
    }
  }

  private EmbedToken create(
      Supplier<EmbedTokens> tokens, TokenCall call, Map<String, String> headers) {
    if (!call.method().equals("POST")) {
      headers.put("Allow", "POST");
      throw new EmbedException(ErrorCode.METHOD_NOT_ALLOWED, "Use POST");
    }
    AuthenticatedCaller caller =
        tokens.get().authenticate(BearerToken.of(call), call.clientAddress());
    putAllowance(headers, caller.allowance());
    checkContentType(call, headers);
    return caller.create(reader.read(body(call)));
  }

  private static void checkContentType(TokenCall call, Map<String, String> headers) {
    List<String> types = call.headers("Content-Type");
    boolean json = types.size() == 1 && isJson(types.get(0));
    boolean plain =
        call.headers("Content-Encoding").stream()
            .allMatch(encoding -> encoding.strip().equalsIgnoreCase("identity"));
    if (!json || !plain) {
      headers.put("Accept-Post", "application/json");
      throw new EmbedException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Send the body as application/json, without a content encoding");
    }
  }

  private static boolean isJson(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
  }

  private static byte[] body(TokenCall call) {
    byte[] body;
    try {
      body = call.body().readNBytes(MAX_BODY_BYTES + 1);
    } catch (IOException e) {
      throw JsonRequestReader.notJson();
    }
    if (body.length > MAX_BODY_BYTES) {
      throw new EmbedException(
          ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most " + MAX_BODY_BYTES + " bytes");
    }
    return body;
  }

  /** As in draft-ietf-httpapi-ratelimit-headers-10. */
  private static void putAllowance(Map<String, String> headers, Allowance allowance) {
    headers.put(
        "RateLimit-Policy",
        "\"api-key\";q="
            + allowance.limit().permits()
            + ";w="
            + allowance.limit().period().toSeconds());
    headers.put(
        "RateLimit",
        "\"api-key\";r="
            + allowance.remaining()
            + ";t="
            + Failure.wholeSeconds(allowance.resetAfter()));
  }

  private HttpAnswer refusal(EmbedException e, Map<String, String> headers, String requestId) {
    if (e.code() == ErrorCode.UNAUTHORIZED) {
      headers.put("WWW-Authenticate", "Bearer realm=\"refport\"");
    }
    e.allowance().ifPresent(allowance -> putAllowance(headers, allowance));
    return writer.refusal(e, requestId, headers);
  }
}
