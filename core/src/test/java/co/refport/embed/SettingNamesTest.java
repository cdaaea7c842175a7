package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.store.InMemoryEmbedStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks that a misspelt setting does not stay unnoticed. */
class SettingNamesTest {

  private static List<String> logged(String prefix, String... names) {
    try (RecordedLog log = new RecordedLog()) {
      EmbedTokens.builder(new InMemoryEmbedStore())
          .settings(EmbedSettings.of(prefix, name -> null, () -> Set.of(names)));
      return log.messages();
    }
  }

  @Test
  void logsNearestKnownName() {
    assertThat(logged("refport.embed.", "REFPORT_EMBED_TOKEN_LIFETME", "refport.embed.cachesize"))
        .containsExactly(
            "Setting refport.embed.cachesize does not exist and has no effect. The nearest setting"
                + " is refport.embed.cache-size (or environment variable"
                + " REFPORT_EMBED_CACHE_SIZE).",
            "Setting REFPORT_EMBED_TOKEN_LIFETME does not exist and has no effect. The nearest"
                + " setting is refport.embed.token-lifetime (or environment variable"
                + " REFPORT_EMBED_TOKEN_LIFETIME).");
  }

  @Test
  void knowsEverySettingByBothNames() {
    for (String name : SettingNames.KNOWN) {
      String full = "refport.embed." + name;
      assertThat(logged("refport.embed.", full, SettingNames.inEnvironment(full))).isEmpty();
    }
  }

  @Test
  void ignoresNamesOfOtherSoftware() {
    assertThat(logged("refport.embed.", "PATH", "refport.demo.key", "REFPORT_OTHER")).isEmpty();
  }

  /** A host's own prefix may have settings of the host. */
  @Test
  void ignoresUnlikeNamesUnderOwnPrefix() {
    assertThat(logged("shop.", "shop.color", "shop.token-lifetimes"))
        .singleElement()
        .asString()
        .startsWith("Setting shop.token-lifetimes does not exist");
  }
}
