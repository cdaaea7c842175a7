package co.refport.embed.sample.servers;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What other code of a server answers before ours is asked, see docs/architecture.md: by the row of
 * the contract that holds on all servers but these.
 */
public final class OtherCode {

  private static final Map<String, Map<String, Integer>> ANSWERS =
      Map.of(
          // wherever an application signs users in by Jakarta Security
          "open-liberty",
          Map.of("Basic without a colon", 500),
          "wildfly",
          Map.of(
              "broken escape at /portal/page", 400,
              "broken escape at /api/page", 400),
          "tomee",
          Map.of("broken escape at /api/page", 500));

  private OtherCode() {}

  /** The status that this server answers in place of ours. */
  public static OptionalInt status(String row) {
    Integer status =
        ANSWERS.getOrDefault(System.getProperty("arquillian.launch", ""), Map.of()).get(row);
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
