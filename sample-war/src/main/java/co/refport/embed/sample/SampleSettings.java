package co.refport.embed.sample;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedSettings;
import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.HostSettings;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings {@code refport.*}, each also an environment variable {@code REFPORT_*}. Immutable. A
 * value that does not fit is refused when it is read, with an {@link IllegalArgumentException}
 * whose message is one sentence and holds no secret.
 */
final class SampleSettings {

  /** In the working directory; made for its owner only, since it will hold the signing secret. */
  static final String DEFAULT_DB_FOLDER = "refport-data";

  /** With {@code WRITE_DELAY=0} what was answered 200 is on the disk. */
  static final String DEFAULT_DB_URL =
      "jdbc:h2:file:./" + DEFAULT_DB_FOLDER + "/refport;WRITE_DELAY=0";

  private static final Pattern BASE_URL =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~%-]+)*/?");

  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

  private static final String ORIGINS_RANGE =
      "at most "
          + ProgramRecord.MAX_ORIGINS
          + " origins of "
          + ProgramRecord.MAX_ORIGINS_LENGTH
          + " characters together, separated by commas or spaces: https://host[:port],"
          + " https://*.host, http://host[:port] for localhost, tauri.localhost, 127.0.0.1 and"
          + " [::1], capacitor://localhost, ionic://localhost or tauri://localhost (without its own"
          + " origin in the list, the sample's own page is blocked)";

  private final EmbedSettings settings;

  private SampleSettings(EmbedSettings settings) {
    this.settings = settings;
  }

  /** The settings of this application: also right on a thread of the server's own. */
  static SampleSettings lookup() {
    return of(HostSettings.lookup("refport.", SampleSettings.class.getClassLoader()));
  }

  static SampleSettings of(EmbedSettings settings) {
    return new SampleSettings(settings);
  }

  /** Reads every setting. */
  void validate() {
    EmbedTokens.builder(new InMemoryEmbedStore()).settings(settings); // never built
    demoApiKey();
    operatorPassword();
    baseUrl();
    demoOrigins();
    database();
  }

  /** What the library reads: {@code rate-limit}, {@code token-lifetime} and its other settings. */
  EmbedSettings embed() {
    return settings;
  }

  /** The demo key that the operator has chosen. */
  Optional<ApiKey> demoApiKey() {
    return settings
        .text("demo-api-key")
        .map(
            text ->
                ApiKey.parse(text)
                    .orElseThrow(
                        () ->
                            settings.refused(
                                "demo-api-key",
                                "(hidden)",
                                "a well-formed API key: rk_, 43 letters and digits, and a checksum"
                                    + " of 6")));
  }

  /** The operator's password that somebody has chosen. */
  Optional<OperatorPassword> operatorPassword() {
    return settings
        .text("operator-password")
        .map(
            text ->
                OperatorPassword.parse(text)
                    .orElseThrow(
                        () ->
                            settings.refused(
                                "operator-password", "(hidden)", OperatorPassword.RANGE)));
  }

  /** Where the application is reached, without a slash at the end. */
  Optional<String> baseUrl() {
    return settings
        .text("base-url")
        .map(
            url -> {
              if (!BASE_URL.matcher(url).matches()) {
                throw settings.refused(
                    "base-url", "(hidden)", "an http or https URL of host, port and path only");
              }
              return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            });
  }

  /** Who may frame the portal of the demo program; empty to leave that to the operator. */
  List<String> demoOrigins() {
    String value = settings.text("demo-origins").orElse("");
    List<String> origins = SEPARATOR.splitAsStream(value).filter(text -> !text.isEmpty()).toList();
    try {
      return ProgramRecord.requireOrigins(origins);
    } catch (IllegalArgumentException e) {
      throw settings.refused("demo-origins", value, ORIGINS_RANGE);
    }
  }

  /** The database, with its kind told by the URL. */
  Database database() {
    String url = settings.text("db-url").orElse(DEFAULT_DB_URL);
    Database.Kind kind =
        Database.Kind.ofUrl(url)
            .orElseThrow(
                () ->
                    // a URL may carry a password
                    settings.refused(
                        "db-url",
                        "(hidden)",
                        "a JDBC URL that starts with jdbc:h2: or jdbc:postgresql:"));
    return new Database(kind, url, settings.text("db-user"), settings.text("db-password"));
  }

  IllegalArgumentException unreadableDatabaseUrl() {
    return settings.refused("db-url", "(hidden)", "a URL that the database's driver understands");
  }
}
