package co.refport.embed.sample.readme;

import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;

public class InProcess {

  EmbedToken mint(EmbedTokens tokens) {
    return tokens.create(
        "org_1",
        EmbedTokenRequest.builder()
            .tenantId("customer-7")
            .partner("alice@example.com", "Alice")
            .build());
  }
}
