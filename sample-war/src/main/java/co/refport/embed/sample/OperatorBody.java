package co.refport.embed.sample;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The small JSON object that the operator's page sends: every member known, of its type, and there
 * once. Whatever else comes is refused with a {@link Refused}.
 */
final class OperatorBody {

  static final int MAX_BYTES = 8192;

  private static final String NO_OBJECT = "The body must be one JSON object";

  /** No duration is longer, so that no sum of it and now overflows. */
  private static final Duration MAX_DURATION = Duration.ofDays(3650);

  /** A body that is not taken, with a sentence for the operator. */
  static final class Refused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final Map<String, Object> values;

  private OperatorBody(Map<String, Object> values) {
    this.values = values;
  }

  /** Reads the object, which may have these members. */
  static OperatorBody read(InputStream in, String... members) {
    Set<String> known = Set.of(members);
    try (JsonParser parser = Json.createParser(new StringReader(decode(in)))) {
      Map<String, Object> values = new HashMap<>();
      require(parser.next() == Event.START_OBJECT, NO_OBJECT);
      while (parser.next() == Event.KEY_NAME) {
        String name = parser.getString();
        require(known.contains(name), "The body has a member that is not known");
        require(values.put(name, value(parser)) == null, "The body has a member twice");
      }
      require(!parser.hasNext(), NO_OBJECT);
      return new OperatorBody(values);
    } catch (JsonException | NoSuchElementException e) {
      throw bad(NO_OBJECT);
    }
  }

  /** A text, true or false, or a list of texts: nothing else is ever read, however deep. */
  private static Object value(JsonParser parser) {
    return switch (parser.next()) {
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> texts(parser);
      default -> throw bad("A member of the body is no text, list of texts, true or false");
    };
  }

  private static List<String> texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      require(event == Event.VALUE_STRING, "A list in the body holds something else than texts");
      texts.add(parser.getString());
    }
    return List.copyOf(texts);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw bad(message);
    }
  }

  private static String decode(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new Refused(413, "The body must be at most " + MAX_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw bad("The body must be UTF-8");
    } catch (IOException e) {
      throw bad("The body broke off");
    }
  }

  boolean flag(String name) {
    if (values.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw bad(name + " must be true or false");
  }

  Optional<String> text(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw bad(name + " must be text");
  }

  List<String> texts(String name) {
    if (values.get(name) instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    throw bad(name + " must be a list of texts");
  }

  /** An ISO 8601 duration from {@code min} on. */
  Optional<Duration> duration(String name, Duration min) {
    Optional<Duration> duration = text(name).map(text -> parse(name, text, min));
    if (duration.isPresent()
        && (duration.get().compareTo(min) < 0 || duration.get().compareTo(MAX_DURATION) > 0)) {
      throw badDuration(name, min);
    }
    return duration;
  }

  private static Duration parse(String name, String text, Duration min) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw badDuration(name, min);
    }
  }

  private static Refused badDuration(String name, Duration min) {
    return bad(
        name
            + " must be an ISO 8601 duration of "
            + min
            + " to "
            + MAX_DURATION.toDays()
            + " days");
  }

  static Refused bad(String message) {
    return new Refused(400, message);
  }
}
