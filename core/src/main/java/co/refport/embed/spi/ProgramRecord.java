package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import co.refport.embed.internal.Origins;
import java.time.Instant;
import java.util.List;

/**
 * A referral program. Immutable.
 *
 * <p>Pages at its origins may frame its portal and exchange messages with it. If the list is empty,
 * only pages at the portal's own origin may. A list without the portal's own origin blocks these
 * pages too. Browsers check every ancestor of the portal's frame, so the list must contain the
 * origins of all of them.
 *
 * <p>An origin has exactly one of these forms. It is written as browsers write it: in lower-case
 * ASCII, without a default port and without a path.
 *
 * <table>
 * <caption>The forms of an origin</caption>
 * <tr><th>form</th><th>rule</th></tr>
 * <tr><td>{@code https://host[:port]}</td><td>The host is a name or an IPv4 address.</td></tr>
 * <tr><td>{@code http://localhost[:port]}, {@code http://tauri.localhost[:port]}, {@code
 * http://127.0.0.1[:port]}, {@code http://[::1][:port]}</td><td>No other host is allowed with {@code
 * http}.</td></tr>
 * <tr><td>{@code capacitor://localhost}, {@code ionic://localhost}, {@code tauri://localhost}</td>
 * <td>The pages of an app that has its own scheme.</td></tr>
 * <tr><td>{@code https://*.host}</td><td>At least two labels follow the asterisk, and no
 * port.</td></tr>
 * </table>
 *
 * <ul>
 *   <li>{@code https://*.example.com} allows all subdomains, at any depth. It does not allow {@code
 *       https://example.com}. Do not put an asterisk before a domain under which others register
 *       names, as in {@code https://*.co.uk}.
 *   <li>Chromium and Firefox ignore {@code http://[::1]} in {@code frame-ancestors}, because the
 *       grammar of a source (CSP Level 3, section 2.3.1) has no IPv6 address. They do not show the
 *       portal in a page at that origin, unless the list is empty and the portal has the same
 *       origin. Use {@code http://localhost} or {@code http://127.0.0.1} instead.
 * </ul>
 *
 * <p>All origins go into one response header. Therefore they have at most {@value
 * #MAX_ORIGINS_LENGTH} characters together, with one space between two of them. Tomcat and Jetty
 * allow 8,192 bytes for all headers of a response by default. A proxy can allow less: nginx allows
 * 4,096 bytes by default on most systems ({@code proxy_buffer_size}).
 *
 * @param id a random id, 1 to 64 characters
 * @param organizationId the organization that has the program, 1 to 64 characters
 * @param origins the origins that may frame its portal, at most {@value #MAX_ORIGINS}; empty for
 *     the portal's own origin only
 * @param active whether tokens may be minted and used in it
 * @param createdAt when it was set up; kept to the millisecond
 */
public record ProgramRecord(
    String id, String organizationId, List<String> origins, boolean active, Instant createdAt) {

  /** The largest number of origins. */
  public static final int MAX_ORIGINS = 64;

  /** The largest length of all origins, joined with one space between two of them. */
  public static final int MAX_ORIGINS_LENGTH = 6_000;

  /**
   * Copies the list. Rejects null components with a {@link NullPointerException}, and origins that
   * {@link #requireOrigins} rejects with an {@link IllegalArgumentException}.
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
   * @throws IllegalArgumentException if a text is not an origin, if there are more than {@value
   *     #MAX_ORIGINS}, or if they have more than {@value #MAX_ORIGINS_LENGTH} characters together;
   *     the message is one sentence
   */
  public static List<String> requireOrigins(List<String> origins) {
    if (origins.size() > MAX_ORIGINS) {
      throw new IllegalArgumentException(
          "There are " + origins.size() + " origins but at most " + MAX_ORIGINS + " are allowed.");
    }
    origins.forEach(Origins::require);
    int length = String.join(" ", origins).length();
    if (length > MAX_ORIGINS_LENGTH) {
      throw new IllegalArgumentException(
          "The origins have "
              + length
              + " characters together, with one space between two, but at most "
              + MAX_ORIGINS_LENGTH
              + " are allowed.");
    }
    return List.copyOf(origins);
  }
}
