package co.refport.embed.benchmark;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbeddedPartner;
import co.refport.embed.SigningAlgorithm;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.store.InMemoryEmbedStore;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The second and every later use of a token, next to jose4j alone checking its signature. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class VerifyBenchmark {

  @Param({"ES256", "EDDSA"})
  public SigningAlgorithm algorithm = SigningAlgorithm.ES256;

  private EmbedTokens tokens;
  private String token;
  private Key key;

  @Setup
  public void mint() throws JoseException {
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    store.insertProgram(new ProgramRecord("prg_0000000000000000000000", "org_1", Instant.now()));
    tokens =
        EmbedTokens.builder(store)
            .signingAlgorithm(algorithm)
            .tokenLimit(new RateLimit(RateLimit.MAX_PERMITS, Duration.ofSeconds(1)))
            .build();
    token =
        tokens
            .create("org_1", EmbedTokenRequest.builder().partner("alice@example.com", null).build())
            .publicToken();
    key = new JsonWebKeySet(tokens.signingKeys().jwks()).getJsonWebKeys().get(0).getKey();
  }

  @Benchmark
  public EmbeddedPartner knownToken() {
    return tokens.admit(token, "127.0.0.1").partner();
  }

  @Benchmark
  public boolean signatureOnly() throws JoseException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(token.substring("pt_".length()));
    jws.setKey(key);
    return jws.verifySignature();
  }
}
