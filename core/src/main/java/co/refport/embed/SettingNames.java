package co.refport.embed;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names of the library's settings, and a check for misspelt ones. */
final class SettingNames {

  static final List<String> KNOWN =
      List.of(
          "issuer",
          "token-lifetime",
          "staleness",
          "request-timeout",
          "rate-limit",
          "address-limit",
          "token-limit",
          "unknown-keys-per-second",
          "body-timeout",
          "bodies-per-key",
          "cache-size",
          "signing-algorithm",
          "signing-secret",
          "signing-key-encryption-key");

  /** How many letters of a misspelt name are wrong at most. */
  private static final int MISSPELT = 2;

  private static final System.Logger LOG = System.getLogger("co.refport.embed");

  private SettingNames() {}

  /** Returns the name of the environment variable for a full name, as in MicroProfile Config. */
  static String inEnvironment(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /**
   * Logs each name that starts with the prefix and names no setting, with the nearest known one.
   * Under a prefix of the host's, only a name that is nearly a known one.
   */
  static void warnAboutUnknown(String prefix, Collection<String> names) {
    String start = inEnvironment(prefix);
    // a source may know a variable by two names
    SortedMap<String, String> unknown = new TreeMap<>();
    names.stream()
        .sorted()
        .filter(name -> inEnvironment(name).startsWith(start))
        .forEach(name -> unknown.put(inEnvironment(name), name));
    KNOWN.forEach(name -> unknown.remove(inEnvironment(prefix + name)));
    unknown.forEach(
        (inEnvironment, name) -> {
          String own = inEnvironment.substring(start.length());
          String nearest = nearest(own);
          if (prefix.equals(EmbedSettings.PREFIX) || distance(nearest, own) <= MISSPELT) {
            LOG.log(
                Level.WARNING,
                "Setting {0} does not exist and has no effect. The nearest setting is {1} (or"
                    + " environment variable {2}).",
                name,
                prefix + nearest,
                inEnvironment(prefix + nearest));
          }
        });
  }

  private static String nearest(String inEnvironment) {
    return KNOWN.stream()
        .min(Comparator.comparingInt(name -> distance(name, inEnvironment)))
        .orElseThrow();
  }

  /** The distance of Levenshtein: how many letters to insert, delete or replace. */
  private static int distance(String known, String inEnvironment) {
    String a = inEnvironment(known);
    String b = inEnvironment;
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
