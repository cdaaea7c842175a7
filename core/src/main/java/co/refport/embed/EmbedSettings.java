package co.refport.embed;

import static java.util.Objects.requireNonNull;

import co.refport.embed.spi.RateLimit;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Named settings as text, read with a check of their range.
 *
 * <p>Immutable, and as thread-safe as its source. A name is a prefix and a short name, for instance
 * {@code refport.embed.} and {@code token-lifetime}. Blank values count as absent. A value that
 * does not fit is refused with an {@link IllegalArgumentException} whose message is one sentence
 * that names the setting, the value and the range.
 */
public final class EmbedSettings {

  /** The prefix of the library's own settings. */
  public static final String PREFIX = "refport.embed.";

  private final String prefix;
  private final Function<String, @Nullable String> source;

  private final Supplier<Set<String>> names;

  private EmbedSettings(
      String prefix, Function<String, @Nullable String> source, Supplier<Set<String>> names) {
    this.prefix = requireNonNull(prefix, "prefix");
    this.source = requireNonNull(source, "source");
    this.names = requireNonNull(names, "names");
  }

  /**
   * Settings from a source of the host's.
   *
   * @param prefix what stands before each short name, dot included
   * @param source gives the value of a full name, or null when there is none
   * @return the settings
   */
  public static EmbedSettings of(String prefix, Function<String, @Nullable String> source) {
    return of(prefix, source, Set::of);
  }

  /**
   * Returns settings from a source whose names can be listed, so that a misspelt name is found.
   *
   * @param prefix what stands before each short name, dot included
   * @param source gives the value of a full name, or null if it is not set
   * @param names returns the full names, or names of environment variables, that the source has;
   *     others may be among them
   * @return the settings
   */
  public static EmbedSettings of(
      String prefix, Function<String, @Nullable String> source, Supplier<Set<String>> names) {
    return new EmbedSettings(prefix, source, names);
  }

  /**
   * The library's own settings, under {@link #PREFIX}, from system properties and, where there is
   * no property, from environment variables. A variable has the full name in upper case with {@code
   * _} for every character that is not a letter or digit, as in MicroProfile Config.
   *
   * @return the settings
   */
  public static EmbedSettings system() {
    return of(PREFIX, EmbedSettings::systemValue, EmbedSettings::systemNames);
  }

  /**
   * The value of a system property or, where there is none, of its environment variable.
   *
   * @param name a full name
   * @return the value, or null when neither is set
   */
  public static @Nullable String systemValue(String name) {
    String property = System.getProperty(name);
    return property != null ? property : System.getenv(SettingNames.inEnvironment(name));
  }

  /**
   * Returns the names of all system properties and environment variables.
   *
   * @return the names, of other software too
   */
  public static Set<String> systemNames() {
    Set<String> names = new HashSet<>(System.getProperties().stringPropertyNames());
    names.addAll(System.getenv().keySet());
    return names;
  }

  /** Logs each name under the prefix that is no setting of the library. */
  void warnAboutUnknownNames() {
    SettingNames.warnAboutUnknown(prefix, names.get());
  }

  /**
   * A setting as text.
   *
   * @param name the short name
   * @return the value without surrounding white space; empty when it is absent or blank
   */
  public Optional<String> text(String name) {
    return Optional.ofNullable(source.apply(prefix + name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * A setting as a whole number.
   *
   * @param name the short name
   * @param defaultValue the value when it is absent
   * @param min the smallest value
   * @param max the largest value
   * @return the number
   * @throws IllegalArgumentException when the value is no whole number from min to max
   */
  public long number(String name, long defaultValue, long min, long max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return defaultValue;
    }
    long value;
    try {
      value = Long.parseLong(text.get());
    } catch (NumberFormatException e) {
      throw refused(name, text.get(), numberRange(min, max));
    }
    if (value < min || value > max) {
      throw refused(name, text.get(), numberRange(min, max));
    }
    return value;
  }

  /** A setting as a limit of so many a minute. */
  RateLimit perMinute(String name, RateLimit defaultValue) {
    return text(name).isEmpty()
        ? defaultValue
        : RateLimit.perMinute(number(name, 1, 1, RateLimit.MAX_PERMITS));
  }

  /**
   * A setting as a duration.
   *
   * @param name the short name
   * @param defaultValue the value when it is absent
   * @param min the shortest value
   * @param max the longest value
   * @return the duration
   * @throws IllegalArgumentException when the value is no ISO 8601 duration of whole seconds from
   *     min to max
   */
  public Duration duration(String name, Duration defaultValue, Duration min, Duration max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return defaultValue;
    }
    Duration value;
    try {
      value = Duration.parse(text.get());
    } catch (DateTimeParseException e) {
      throw refused(name, text.get(), durationRange(min, max));
    }
    if (!isWithin(value, min, max)) {
      throw refused(name, text.get(), durationRange(min, max));
    }
    return value;
  }

  /**
   * The error for a value that does not fit.
   *
   * @param name the short name
   * @param value the value; for a secret a description of it
   * @param range what the value must be, to follow the words "must be"
   * @return an exception to throw
   */
  public IllegalArgumentException refused(String name, String value, String range) {
    return new IllegalArgumentException(
        "Setting "
            + prefix
            + name
            + " (or environment variable "
            + SettingNames.inEnvironment(prefix + name)
            + ") is \""
            + value
            + "\" but must be "
            + range
            + ".");
  }

  static long requireRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + " but must be " + numberRange(min, max) + ".");
    }
    return value;
  }

  static Duration requireRange(String name, Duration value, Duration min, Duration max) {
    if (!isWithin(value, min, max)) {
      throw new IllegalArgumentException(
          name + " is " + value + " but must be " + durationRange(min, max) + ".");
    }
    return value;
  }

  private static boolean isWithin(Duration value, Duration min, Duration max) {
    return value.equals(value.truncatedTo(ChronoUnit.SECONDS))
        && value.compareTo(min) >= 0
        && value.compareTo(max) <= 0;
  }

  private static String numberRange(long min, long max) {
    return "a whole number from " + min + " to " + max;
  }

  private static String durationRange(Duration min, Duration max) {
    return "an ISO 8601 duration of whole seconds from " + min + " to " + max;
  }
}
