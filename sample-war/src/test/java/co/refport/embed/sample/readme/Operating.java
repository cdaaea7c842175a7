package co.refport.embed.sample.readme;

import co.refport.embed.ApiKeys;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class Operating {

  void operate(EmbedTokens tokens) {
    tokens.programs().list("org_1"); // newest first
    tokens.programs().setOrigins("org_1", "prg_1", List.of("https://app.example.com"));
    tokens.programs().setActive("org_1", "prg_1", false); // nobody is let in, nothing is lost

    for (ApiKeyRecord key : tokens.apiKeys().list("org_1")) {
      Instant lastUse = key.lastUsedAt(); // null when it never was
      report(key.id(), lastUse, key.isValidAt(Instant.now()));
    }
    ApiKeys.Issued fresh = tokens.apiKeys().issue("org_1"); // fresh.key().text(): shown once
    tokens.apiKeys().expire("org_1", "key_old", Instant.now().plus(Duration.ofDays(1)));
    tokens.apiKeys().revoke("org_1", "key_lost"); // and all tokens that it has minted

    tokens
        .enrollments()
        .find("org_1", EmbedTokenRequest.builder().tenantId("customer-7").build())
        .ifPresent(one -> tokens.enrollments().setActive("org_1", one.id(), false));
    report(fresh.id(), null, true);

    if (tokens.enrollments().setEmail("org_1", "enr_old", "alice@new.example.com")
        == ChangeResult.TAKEN) { // by a second enrollment of the same person
      tokens.enrollments().merge("org_1", "enr_old", "enr_new"); // enr_old ends
    }
    tokens.enrollments().setTenantId("org_1", "enr_new", null); // the next request binds one
    tokens.enrollments().erasePartner("org_1", "enr_gone"); // no personal data stays
  }

  void report(String id, Instant lastUse, boolean valid) {}
}
