package co.refport.embed.sample.readme;

import co.refport.embed.EmbedTokens;

class Revoking {

  void leave(EmbedTokens tokens) {
    tokens.revocations().revokeToken("the jti of a token"); // as a listener hears it
    tokens.revocations().revokeEnrollment("org_1", "enr_1"); // all of a partner's
    tokens.revocations().revokeApiKey("org_1", "key_1"); // the key, and all that it has minted
  }
}
