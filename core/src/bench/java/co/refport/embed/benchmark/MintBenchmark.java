package co.refport.embed.benchmark;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A mint in process for a known partner, next to jose4j alone signing the same claims. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class MintBenchmark {

  private static final byte[] SECRET = new byte[32];

  private final HmacKey key = new HmacKey(SECRET);
  private final EmbedTokenRequest request =
      EmbedTokenRequest.builder()
          .tenantId("org_001")
          .partner("alice@example.com", "Alice")
          .build();
  private final EmbedTokens tokens = tokens();

  private EmbedTokens tokens() {
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    store.insertProgram(new ProgramRecord("prg_0000000000000000000000", "org_1", Instant.now()));
    EmbedTokens made = EmbedTokens.builder(store).signingSecret(SECRET).build();
    made.create("org_1", request);
    return made;
  }

  @Benchmark
  public String mint() {
    return tokens.create("org_1", request).publicToken();
  }

  @Benchmark
  public String signOnly() throws JoseException {
    long now = Instant.now().getEpochSecond();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("refport-embed");
    claims.setAudience("refport-embed");
    claims.setSubject("enr_0000000000000000000000");
    claims.setStringClaim("prg", "prg_0000000000000000000000");
    claims.setClaim("rev", 0);
    claims.setJwtId("0000000000000000000000");
    claims.setIssuedAt(NumericDate.fromSeconds(now));
    claims.setExpirationTime(NumericDate.fromSeconds(now + 900));
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    jws.setKeyIdHeaderValue("00000000000");
    jws.setHeader("typ", "refport-embed+jwt");
    jws.setKey(key);
    jws.setPayload(claims.toJson());
    return jws.getCompactSerialization();
  }
}
