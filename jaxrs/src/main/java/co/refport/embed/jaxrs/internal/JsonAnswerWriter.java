package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedToken;
import co.refport.embed.FieldError;
import co.refport.embed.VerifiedToken;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes the bodies of the wire contract. */
final class JsonAnswerWriter {

  /** Always with three digits of a second: clients compare the text's form. */
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonGeneratorFactory generators;

  JsonAnswerWriter(JsonProvider json) {
    this.generators = json.createGeneratorFactory(Map.of());
  }

  byte[] token(EmbedToken token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(640);
    try (JsonGenerator json = generators.createGenerator(bytes, StandardCharsets.UTF_8)) {
      json.writeStartObject()
          .write("publicToken", token.publicToken())
          .write("expires", INSTANT.format(token.expires()))
          .writeEnd();
    }
    return bytes.toByteArray();
  }

  /** What the portal's script is told of its token. */
  byte[] session(VerifiedToken token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = generators.createGenerator(bytes, StandardCharsets.UTF_8)) {
      json.writeStartObject()
          .write("subject", token.partner().enrollmentId())
          .write("expires", INSTANT.format(token.expires()))
          .write("expiresIn", token.timeLeft().toMillis())
          .writeStartArray("origins");
      token.origins().forEach(json::write);
      json.writeEnd().writeEnd();
    }
    return bytes.toByteArray();
  }

  /** A refusal, with the headers that are given and those that every refusal has. */
  HttpAnswer refusal(EmbedException refusal, String requestId, Map<String, String> headers) {
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Request-Id", requestId);
    Failure.putRetryAfter(refusal, headers);
    return new HttpAnswer(refusal.code().httpStatus(), headers, error(refusal, requestId));
  }

  private byte[] error(EmbedException error, String requestId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = generators.createGenerator(bytes, StandardCharsets.UTF_8)) {
      json.writeStartObject()
          .writeStartObject("error")
          .write("code", error.code().name())
          .write("message", error.getMessage())
          .write("requestId", requestId);
      if (!error.details().isEmpty()) {
        json.writeStartArray("details");
        for (FieldError detail : error.details()) {
          json.writeStartObject()
              .write("field", detail.field())
              .write("message", detail.message())
              .writeEnd();
        }
        json.writeEnd();
      }
      json.writeEnd().writeEnd();
    }
    return bytes.toByteArray();
  }
}
