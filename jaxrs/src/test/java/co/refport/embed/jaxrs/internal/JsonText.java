package co.refport.embed.jaxrs.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parser of JSON text (RFC 8259) in strict UTF-8 that rejects duplicate members and more than 16
 * levels. It shares no code with the product or with a JSON provider.
 */
final class JsonText {

  /** A text that the rules reject. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String rule) {
      super(rule);
    }
  }

  /** A number, a boolean or an array. */
  enum Other {
    VALUE
  }

  private static final int END = -1;
  private static final int MAX_LEVELS = 16;

  private final int[] text;
  private int next;

  private JsonText(int[] text) {
    this.text = text;
  }

  /** Returns a map for an object, a string for a string, null for null, otherwise an Other. */
  static @Nullable Object parse(byte[] utf8) throws MalformedException {
    JsonText json = new JsonText(decode(utf8));
    Object value = json.value(1);
    json.skipSpace();
    if (json.peek() != END) {
      throw new MalformedException("trailing data");
    }
    return value;
  }

  /** The table of well-formed byte sequences of the Unicode Standard. */
  private static int[] decode(byte[] utf8) throws MalformedException {
    int[] codePoints = new int[utf8.length];
    int count = 0;
    for (int i = 0; i < utf8.length; ) {
      int first = utf8[i++] & 0xFF;
      int following = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || i + following > utf8.length) {
        throw new MalformedException("UTF-8");
      }
      int codePoint = following == 0 ? first : first & (0x3F >> following);
      for (int end = i + following; i < end; i++) {
        if ((utf8[i] & 0xC0) != 0x80) {
          throw new MalformedException("UTF-8");
        }
        codePoint = codePoint << 6 | (utf8[i] & 0x3F);
      }
      boolean tooLong = following == 2 ? codePoint < 0x800 : following == 3 && codePoint < 0x10000;
      if (tooLong || codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
        throw new MalformedException("UTF-8");
      }
      codePoints[count++] = codePoint;
    }
    return Arrays.copyOf(codePoints, count);
  }

  private int peek() {
    return next < text.length ? text[next] : END;
  }

  private int take() {
    int codePoint = peek();
    next++;
    return codePoint;
  }

  private void expect(String expected) throws MalformedException {
    for (int i = 0; i < expected.length(); i++) {
      if (take() != expected.charAt(i)) {
        throw new MalformedException("expected " + expected);
      }
    }
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      next++;
    }
  }

  private @Nullable Object value(int level) throws MalformedException {
    skipSpace();
    return switch (peek()) {
      case '{' -> object(level);
      case '[' -> array(level);
      case '"' -> string();
      case 'n' -> word("null", null);
      case 't' -> word("true", Other.VALUE);
      case 'f' -> word("false", Other.VALUE);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) throws MalformedException {
    expect(word);
    return value;
  }

  private Map<String, @Nullable Object> object(int level) throws MalformedException {
    checkLevel(level);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    expect("{");
    skipSpace();
    if (peek() == '}') {
      next++;
      return members;
    }
    while (true) {
      skipSpace();
      String name = string();
      skipSpace();
      expect(":");
      Object value = value(level + 1);
      if (members.containsKey(name)) {
        throw new MalformedException("duplicate member");
      }
      members.put(name, value);
      skipSpace();
      if (peek() == '}') {
        next++;
        return members;
      }
      expect(",");
    }
  }

  private Other array(int level) throws MalformedException {
    checkLevel(level);
    expect("[");
    skipSpace();
    if (peek() == ']') {
      next++;
      return Other.VALUE;
    }
    while (true) {
      value(level + 1);
      skipSpace();
      if (peek() == ']') {
        next++;
        return Other.VALUE;
      }
      expect(",");
    }
  }

  private static void checkLevel(int level) throws MalformedException {
    if (level > MAX_LEVELS) {
      throw new MalformedException("levels");
    }
  }

  private String string() throws MalformedException {
    expect("\"");
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      int codePoint = take();
      if (codePoint < ' ') {
        throw new MalformedException("end or control character in a string");
      }
      if (codePoint == '\\') {
        string.append(escaped());
      } else {
        string.appendCodePoint(codePoint);
      }
    }
    next++;
    return string.toString();
  }

  private char escaped() throws MalformedException {
    int escape = take();
    return switch (escape) {
      case '"', '\\', '/' -> (char) escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourDigits();
      default -> throw new MalformedException("escape");
    };
  }

  private char fourDigits() throws MalformedException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = "0123456789abcdef".indexOf(lowerCase(take()));
      if (digit < 0) {
        throw new MalformedException("escape");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private static int lowerCase(int codePoint) {
    return codePoint >= 'A' && codePoint <= 'F' ? codePoint + ('a' - 'A') : codePoint;
  }

  private Other number() throws MalformedException {
    if (peek() == '-') {
      next++;
    }
    if (peek() == '0') {
      next++;
    } else {
      digits();
    }
    if (peek() == '.') {
      next++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      next++;
      if (peek() == '+' || peek() == '-') {
        next++;
      }
      digits();
    }
    return Other.VALUE;
  }

  private void digits() throws MalformedException {
    int start = next;
    while (peek() >= '0' && peek() <= '9') {
      next++;
    }
    if (next == start) {
      throw new MalformedException("digit");
    }
  }
}
