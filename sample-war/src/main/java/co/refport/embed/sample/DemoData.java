package co.refport.embed.sample;

import co.refport.embed.ApiKey;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the sample starts with: one organization, its active program, and an API key. */
final class DemoData {

  static final String ORGANIZATION = "org_demo";

  private static final String PROGRAM = "prg_demo";

  private DemoData() {}

  /**
   * Adds what is not there yet, and sets the origins if there are any, so that the operator's
   * outlive a start; several nodes may do so at once.
   */
  static void insert(OperatorStore store, ApiKey key, List<String> origins, Instant now) {
    store.insertProgram(new ProgramRecord(PROGRAM, ORGANIZATION, now));
    if (!origins.isEmpty()) {
      store.setOrigins(ORGANIZATION, PROGRAM, origins);
    }
    store.insertApiKey(
        new ApiKeyRecord("key_" + UUID.randomUUID(), ORGANIZATION, key.sha256(), now, null, null));
  }
}
