package co.refport.embed.sample.contract;

import co.refport.embed.ApiKey;
import java.util.Random;

/**
 * The API keys of the suite: the same in the test and in the server, and worth nothing elsewhere.
 */
enum Keys {
  /** For the table of requests. */
  VALID("org_contract"),
  /** For the race of many calls. */
  RACE("org_contract"),
  /** To be used up. */
  LIMITED("org_contract"),
  EXPIRED("org_contract"),
  REVOKED("org_contract"),
  /** Of an organization that has a program too. */
  OTHER("org_other"),
  /** Of an organization without a program. */
  WITHOUT_PROGRAM("org_without_program"),
  /** Stored nowhere. */
  UNKNOWN("");

  private final String organizationId;

  Keys(String organizationId) {
    this.organizationId = organizationId;
  }

  String organizationId() {
    return organizationId;
  }

  ApiKey apiKey() {
    return ApiKey.generate(new Random(name().hashCode()));
  }

  String bearer() {
    return "Bearer " + apiKey().text();
  }
}
