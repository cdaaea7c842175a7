package co.refport.embed.jaxrs.internal;

import co.refport.embed.AuthenticatedCaller;
import co.refport.embed.EmbedException;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.FieldError;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body: strict UTF-8, one JSON object, no duplicate members, at most 16 levels.
 *
 * <p>JSON providers differ in what they let pass, so the checks are made here. Rules of the fields'
 * values are the core's.
 */
final class JsonRequestReader {

  private static final int MAX_DEPTH = 16;
  private static final String ESCAPES = "\"\\/bfnrtu";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Johnzon's bound for a text or a gap, which TomEE sets below a body's; others pass over it. */
  private static final Map<String, Integer> JOHNZON =
      Map.of("org.apache.johnzon.max-string-length", AuthenticatedCaller.MAX_BODY_BYTES);

  /** Stands for a number, a boolean or an array: no field of ours has such a value. */
  private static final Object OTHER = new Object();

  private final JsonParserFactory parsers;

  JsonRequestReader(JsonProvider json) {
    this.parsers = json.createParserFactory(JOHNZON);
  }

  private static EmbedException notJson() {
    return EmbedException.invalid(
        List.of(
            new FieldError(
                "body",
                "must be one JSON object in UTF-8, without duplicate members and nested at most "
                    + MAX_DEPTH
                    + " levels deep")));
  }

  EmbedTokenRequest read(byte[] body) {
    if (!(parse(decode(body)) instanceof Map<?, ?> members)) {
      throw notJson();
    }
    List<FieldError> errors = new ArrayList<>();
    EmbedTokenRequest.Builder request =
        EmbedTokenRequest.builder()
            .tenantId(text(members, "tenantId", "tenantId", errors))
            .enrollmentId(text(members, "enrollmentId", "enrollmentId", errors));
    Object partner = members.get("partner");
    if (partner instanceof Map<?, ?> partnerMembers) {
      request.partner(
          text(partnerMembers, "email", "partner.email", errors),
          text(partnerMembers, "name", "partner.name", errors));
    } else if (partner != null) {
      errors.add(new FieldError("partner", "must be an object"));
    }
    if (!errors.isEmpty()) {
      throw EmbedException.invalid(errors);
    }
    return request.build();
  }

  private static @Nullable String text(
      Map<?, ?> members, String name, String field, List<FieldError> errors) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    errors.add(new FieldError(field, "must be a string"));
    return null;
  }

  private static String decode(byte[] body) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
      // JSON text has no raw NUL; Johnzon would take it for the end
      if (text.isEmpty()
          || text.charAt(0) == BYTE_ORDER_MARK
          || text.indexOf('\0') >= 0
          || hasUnknownEscape(text)) {
        throw notJson();
      }
      return text;
    } catch (CharacterCodingException e) {
      throw notJson();
    }
  }

  /** Johnzon takes an escaped bracket for the bracket; outside strings no backslash is JSON. */
  private static boolean hasUnknownEscape(String text) {
    for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
      if (i + 1 == text.length() || ESCAPES.indexOf(text.charAt(i + 1)) < 0) {
        return true;
      }
    }
    return false;
  }

  /** A map for an object, text for a string, null for null, {@link #OTHER} for all else. */
  private @Nullable Object parse(String text) {
    try (JsonParser parser = parsers.createParser(new StringReader(text))) {
      Object value = value(parser, parser.next(), 1);
      if (parser.hasNext()) {
        throw notJson();
      }
      return value;
    } catch (EmbedException e) {
      throw e;
    } catch (RuntimeException e) {
      // providers throw more than they document
      throw notJson();
    }
  }

  private static @Nullable Object value(JsonParser parser, Event event, int depth) {
    return switch (event) {
      case START_OBJECT -> members(parser, depth);
      case START_ARRAY -> skipElements(parser, depth);
      case VALUE_STRING -> parser.getString();
      case VALUE_NULL -> null;
      default -> OTHER;
    };
  }

  private static Map<String, @Nullable Object> members(JsonParser parser, int depth) {
    checkDepth(depth);
    Map<String, @Nullable Object> members = new HashMap<>();
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      if (members.containsKey(name)) {
        throw notJson();
      }
      members.put(name, value(parser, parser.next(), depth + 1));
    }
    return members;
  }

  private static Object skipElements(JsonParser parser, int depth) {
    checkDepth(depth);
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      value(parser, event, depth + 1);
    }
    return OTHER;
  }

  private static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw notJson();
    }
  }
}
