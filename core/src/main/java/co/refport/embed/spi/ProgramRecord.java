package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A referral program. Immutable.
 *
 * @param id a random id, 1 to 64 characters
 * @param organizationId whose program it is, 1 to 64 characters
 * @param createdAt when it was set up; kept to the millisecond
 */
public record ProgramRecord(String id, String organizationId, Instant createdAt) {

  /** Refuses null components with a {@link NullPointerException}. */
  public ProgramRecord {
    requireNonNull(id, "id");
    requireNonNull(organizationId, "organizationId");
    requireNonNull(createdAt, "createdAt");
  }
}
