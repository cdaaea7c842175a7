package co.refport.embed.sample.readme;

import co.refport.embed.ApiKeys;
import co.refport.embed.EmbedTokens;
import java.util.List;

class FirstKey {

  String issue(EmbedTokens tokens, String organizationId) {
    // does nothing when the organization has an active program
    tokens.programs().create(organizationId, List.of("https://app.example.com"));
    ApiKeys.Issued issued = tokens.apiKeys().issue(organizationId);
    return issued.key().text();
  }
}
