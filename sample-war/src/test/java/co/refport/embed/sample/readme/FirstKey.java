package co.refport.embed.sample.readme;

import co.refport.embed.ApiKey;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

public class FirstKey {

  String issue(OperatorStore store, String organizationId) {
    ApiKey key = ApiKey.generate(new SecureRandom());
    Instant now = Instant.now();
    // does nothing when the organization has an active program
    store.insertProgram(new ProgramRecord("prg_" + UUID.randomUUID(), organizationId, now));
    boolean inserted =
        store.insertApiKey(
            new ApiKeyRecord(
                "key_" + UUID.randomUUID(), organizationId, key.sha256(), now, null, null));
    if (!inserted) {
      throw new IllegalStateException("try again");
    }
    return key.text();
  }
}
