package co.refport.embed.jaxrs.internal;

import co.refport.embed.Allowance;
import co.refport.embed.AuthenticatedCaller;
import co.refport.embed.EmbedException;
import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokens;
import co.refport.embed.ErrorCode;
import co.refport.embed.FieldError;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The token endpoint of the wire contract: judges one call, in the contract's order. */
public final class TokenEndpoint {

  private static final String CONNECTION = "Connection";

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
    headers.put(CONNECTION, "close"); // until the body is read
    try {
      EmbedToken token = create(tokens, call, headers);
      return new HttpAnswer(200, headers, writer.token(token));
    } catch (RuntimeException | LinkageError e) {
      if (headers.containsKey(CONNECTION) && !leavesBody(call)) {
        headers.remove(CONNECTION);
      }
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
    byte[] body = caller.readBody(body(call));
    headers.remove(CONNECTION);
    return caller.create(reader.read(body));
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

  private static InputStream body(TokenCall call) {
    try {
      return call.body();
    } catch (IOException e) {
      // as a body that breaks off later
      throw EmbedException.invalid(List.of(new FieldError("body", "must arrive completely")));
    }
  }

  /**
   * Whether a server that keeps the connection would have to wait for the rest of the body, often
   * with a thread. Only HTTP/1 has connections of one request at a time.
   */
  private static boolean leavesBody(TokenCall call) {
    if (!call.protocol().startsWith("HTTP/1")) {
      return false;
    }
    try {
      long missing = call.contentLength() - call.body().available();
      return missing > 0 || !call.headers("Transfer-Encoding").isEmpty();
    } catch (IOException | RuntimeException e) {
      return true;
    }
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
