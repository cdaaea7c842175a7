package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import co.refport.embed.internal.Origins;
import java.time.Instant;
import java.util.List;

/**
 * A referral program. Immutable.
 *
 * @param id a random id, 1 to 64 characters
 * @param organizationId whose program it is, 1 to 64 characters
 * @param origins who may frame its portal and exchange messages with it: at most {@value
 *     #MAX_ORIGINS}, each exactly {@code https://host[:port]} ({@code http} only for {@code
 *     localhost} and {@code 127.0.0.1}) as browsers write it: ASCII, lower case, no default port,
 *     no wildcard, no path; empty for the portal's own origin only
 * @param active whether tokens may be minted and used in it
 * @param createdAt when it was set up; kept to the millisecond
 */
public record ProgramRecord(
    String id, String organizationId, List<String> origins, boolean active, Instant createdAt) {

  /** The largest number of origins. */
  public static final int MAX_ORIGINS = 16;

  /**
   * Copies the list; refuses null components with a {@link NullPointerException}, and an origin
   * that is none, or too many, with an {@link IllegalArgumentException}.
   */
  public ProgramRecord {
    requireNonNull(id, "id");
    requireNonNull(organizationId, "organizationId");
    origins = requireOrigins(origins);
    requireNonNull(createdAt, "createdAt");
  }

  /**
   * An active program whose portal only its own origin may frame.
   *
   * @param id a random id, 1 to 64 characters
   * @param organizationId whose program it is, 1 to 64 characters
   * @param createdAt when it was set up; kept to the millisecond
   */
  public ProgramRecord(String id, String organizationId, Instant createdAt) {
    this(id, organizationId, List.of(), true, createdAt);
  }

  /**
   * Checks origins before they are saved.
   *
   * @param origins any texts
   * @return an immutable copy
   * @throws IllegalArgumentException when one of them is no origin or there are too many; the
   *     message is one sentence
   */
  public static List<String> requireOrigins(List<String> origins) {
    if (origins.size() > MAX_ORIGINS) {
      throw new IllegalArgumentException(
          "There are " + origins.size() + " origins but at most " + MAX_ORIGINS + " are allowed.");
    }
    origins.forEach(Origins::require);
    return List.copyOf(origins);
  }
}
