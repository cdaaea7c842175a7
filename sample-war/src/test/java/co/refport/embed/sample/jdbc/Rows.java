package co.refport.embed.sample.jdbc;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.TokenState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the queries of {@link JdbcEmbedStore} select, in their columns' order. */
final class Rows {

  private Rows() {}

  static EnrollmentRecord enrollment(ResultSet row) throws SQLException {
    return new EnrollmentRecord(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getBoolean(6),
        row.getInt(7));
  }

  static ProgramRecord program(ResultSet row) throws SQLException {
    return new ProgramRecord(
        row.getString(1),
        row.getString(2),
        split(row.getString(3)),
        row.getBoolean(4),
        Instant.ofEpochMilli(row.getLong(5)));
  }

  static SigningKeyRecord signingKey(ResultSet row) throws SQLException {
    return new SigningKeyRecord(
        row.getString(1), row.getInt(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
  }

  static ApiKeyRecord apiKey(ResultSet row) throws SQLException {
    return new ApiKeyRecord(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        instant(row.getObject(5, Long.class)),
        instant(row.getObject(6, Long.class)),
        instant(row.getObject(7, Long.class)));
  }

  static TokenState tokenState(ResultSet row) throws SQLException {
    EmbeddedPartner partner =
        new EmbeddedPartner(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7));
    return new TokenState(
        partner, row.getBoolean(8), row.getInt(9), row.getBoolean(10), split(row.getString(11)));
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static String join(List<String> origins) {
    return String.join(" ", origins);
  }
}
