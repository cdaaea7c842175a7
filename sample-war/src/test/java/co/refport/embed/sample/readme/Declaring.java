package co.refport.embed.sample.readme;

import co.refport.embed.EmbedTokens;
import java.util.List;

class Declaring {

  boolean declare(EmbedTokens tokens) {
    return tokens.programs().setOrigins("org_1", "prg_1", List.of("https://app.example.com"));
  }
}
