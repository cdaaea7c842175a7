package co.refport.embed.benchmark;

import co.refport.embed.ApiKey;
import co.refport.embed.ApiKeys;
import co.refport.embed.EmbedException;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.store.InMemoryEmbedStore;
import java.lang.ref.Reference;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Prints the heap that full caches and counters take, for each entry of {@code cache-size}. */
public final class CacheMemory {

  private static final String ORGANIZATION = "org_1";
  private static final RandomGenerator RANDOM = new SecureRandom();

  private CacheMemory() {}

  /** Takes the number of entries as its argument. */
  public static void main(String[] arguments) throws InterruptedException {
    int entries = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    InstantSource clock = InstantSource.system();
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    // time stands still, so that nothing expires
    EmbedTokens tokens =
        EmbedTokens.builder(store)
            .cacheSize(entries)
            .clock(InstantSource.fixed(clock.instant()))
            .ticker(() -> 0)
            .unknownKeysPerSecond(100_000)
            .build();
    tokens.programs().create(ORGANIZATION, List.of());
    fill(tokens, entries);
    long full = usedBytes();
    Reference.reachabilityFence(tokens);
    tokens = null;
    long empty = usedBytes();
    Reference.reachabilityFence(store);
    System.out.println((full - empty) / entries + " bytes for each of " + entries + " entries");
  }

  private static void fill(EmbedTokens tokens, int entries) {
    for (int i = 0; i < entries; i++) {
      ApiKeys.Issued issued = tokens.apiKeys().issue(ORGANIZATION);
      EmbedTokenRequest request =
          EmbedTokenRequest.builder().partner("partner" + i + "@example.com", null).build();
      String token =
          tokens.authenticate(issued.key().text(), "192.0.2.1").create(request).publicToken();
      String address = "2001:db8:" + Integer.toHexString(i >> 16) + ":" + Integer.toHexString(i & 0xffff) + "::1";
      tokens.admit(token, address);
      reject(() -> tokens.admit(token.substring(0, token.length() - 20) + "A".repeat(20), address));
      reject(() -> tokens.authenticate(ApiKey.generate(RANDOM).text(), address));
    }
  }

  private static void reject(Runnable rejected) {
    try {
      rejected.run();
    } catch (EmbedException e) {
      return;
    }
    throw new IllegalStateException("was not rejected");
  }

  private static long usedBytes() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
