package co.refport.embed.sample;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.util.UUID;

/** What the sample starts with: one organization, its active program, and an API key. */
final class DemoData {

  static final String ORGANIZATION = "org_demo";

  private static final String PROGRAM = "prg_demo";

  private DemoData() {}

  /**
   * The partner whom the start page plays: signed in, so that the host vouches for the email. The
   * same as in the curl line, so that either may come first.
   */
  static EmbedTokenRequest signedInPartner() {
    return EmbedTokenRequest.builder()
        .tenantId("org_001")
        .partner("alice@example.com", "Alice")
        .build();
  }

  /** Adds what is not there yet; several nodes may do so at once. */
  static void insert(OperatorStore store, ApiKey key, Instant now) {
    store.insertProgram(new ProgramRecord(PROGRAM, ORGANIZATION, now));
    store.insertApiKey(
        new ApiKeyRecord("key_" + UUID.randomUUID(), ORGANIZATION, key.sha256(), now, null, null));
  }
}
