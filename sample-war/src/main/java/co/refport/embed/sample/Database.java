package co.refport.embed.sample;

import java.util.Optional;

/** Which database, and as whom. Immutable. */
record Database(Kind kind, String url, Optional<String> user, Optional<String> password) {

  enum Kind {
    H2("jdbc:h2:", "co/refport/embed/jpa/ddl/h2"),
    POSTGRESQL("jdbc:postgresql:", "co/refport/embed/jpa/ddl/postgresql");

    private final String urlPrefix;
    private final String ddlFolder;

    Kind(String urlPrefix, String ddlFolder) {
      this.urlPrefix = urlPrefix;
      this.ddlFolder = ddlFolder;
    }

    static Optional<Kind> ofUrl(String url) {
      for (Kind kind : values()) {
        if (url.startsWith(kind.urlPrefix)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    /** The class path folder of the library's scripts for this kind. */
    String ddlFolder() {
      return ddlFolder;
    }
  }

  @Override
  public String toString() {
    return "Database[" + kind + "]"; // the rest may hold a password
  }
}
