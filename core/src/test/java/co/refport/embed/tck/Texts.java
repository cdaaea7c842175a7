package co.refport.embed.tck;

import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Texts that stores get wrong. */
final class Texts {

  /** Where {@link #hostile} is. */
  static final String HOSTILE = "co.refport.embed.tck.Texts#hostile";

  /** Where {@link #thatLookAlike} is. */
  static final String ALIKE = "co.refport.embed.tck.Texts#thatLookAlike";

  private static final int VERY_LONG = 20_000;

  private Texts() {}

  /** What nobody has stored, and some stores choke on. */
  static Stream<String> hostile() {
    return Stream.of(
        "",
        " ",
        "%",
        "_",
        "'",
        "\\",
        "\0",
        "a\0b",
        "\uD83D",
        "\uDE00\uD83D",
        "' OR '1'='1",
        "\uD83D\uDE00",
        "x".repeat(VERY_LONG));
  }

  /** Pairs that differ, though some collation or clean-up takes them for equal. */
  static Stream<Arguments> thatLookAlike() {
    return Stream.of(
        Arguments.of("Org1", "org1"),
        Arguments.of("\u00E9", "e"),
        Arguments.of("a", "a "),
        Arguments.of("a", " a"),
        Arguments.of("\u00E9", Normalizer.normalize("\u00E9", Normalizer.Form.NFD)),
        Arguments.of("stra\u00DFe", "strasse"),
        Arguments.of("I", "\u0131"),
        Arguments.of("a", "\uFF41"),
        Arguments.of("a", "a\u200B"),
        Arguments.of("?", "\uD83D\uDE00"),
        Arguments.of("\uD83D\uDE00", "\uD83D\uDE01"),
        Arguments.of("1", "01"));
  }
}
