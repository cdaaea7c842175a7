package co.refport.embed.sample.readme;

import co.refport.embed.spi.OperatorStore;
import java.util.List;

class Declaring {

  boolean declare(OperatorStore store) {
    return store.setOrigins("prg_1", List.of("https://app.example.com"));
  }
}
