package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** One organization with an active program, and tokens whose secret and time the test knows. */
final class Fixture {

  static final String ORGANIZATION = "org_1";
  static final String PROGRAM = "prg_1";
  static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  final ManualTime time = new ManualTime();
  final InMemoryEmbedStore store = new InMemoryEmbedStore();
  final List<EmbedEvent> events = new CopyOnWriteArrayList<>();
  final EmbedTokens tokens = builder().build();

  private final Random keys = new Random(42);

  Fixture() {
    store.insertProgram(new ProgramRecord(PROGRAM, ORGANIZATION, time.instant()));
  }

  EmbedTokensBuilder builder() {
    return EmbedTokens.builder(store)
        .signingSecret(SECRET)
        .clock(time)
        .ticker(time::nanoTime)
        .listener(events::add);
  }

  /** A node of the deployment whose signing keys a store keeps. */
  EmbedTokensBuilder node(EmbedStore shared) {
    return EmbedTokens.builder(shared).clock(time).ticker(time::nanoTime).listener(events::add);
  }

  ApiKey issueApiKey(String id, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
    ApiKey key = ApiKey.generate(keys);
    store.insertApiKey(
        new ApiKeyRecord(id, ORGANIZATION, key.sha256(), ManualTime.START, expiresAt, revokedAt));
    return key;
  }

  EmbedToken create(@Nullable String enrollmentId, @Nullable String tenantId) {
    return create(enrollmentId, tenantId, null);
  }

  EmbedToken create(
      @Nullable String enrollmentId, @Nullable String tenantId, @Nullable String email) {
    EmbedTokenRequest.Builder request =
        EmbedTokenRequest.builder().enrollmentId(enrollmentId).tenantId(tenantId);
    if (email != null) {
      request.partner(email, null);
    }
    return tokens.create(ORGANIZATION, request.build());
  }

  /** A token for Alice, minted in process. */
  static String mint(EmbedTokens minting) {
    return minting
        .create(
            ORGANIZATION, EmbedTokenRequest.builder().partner("Alice@Example.com", "Alice").build())
        .publicToken();
  }

  /** Why a token is refused. */
  static EmbedException refusal(EmbedTokens judging, String token) {
    EmbedException refused =
        catchThrowableOfType(EmbedException.class, () -> judging.verify(token));
    assertThat(refused).as("expected a refusal").isNotNull();
    return refused;
  }

  /** The enrollment that a token for these identifiers is for. */
  String enroll(@Nullable String tenantId, @Nullable String email) {
    return subject(create(null, tenantId, email));
  }

  static String subject(EmbedToken token) {
    try {
      return claims(token).getSubject();
    } catch (org.jose4j.jwt.MalformedClaimException e) {
      throw new AssertionError(e);
    }
  }

  static JwtClaims claims(EmbedToken token) {
    try {
      return JwtClaims.parse(verified(token).getPayload());
    } catch (InvalidJwtException | JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** The token's JWS, its signature checked by the library itself. */
  static JsonWebSignature verified(EmbedToken token) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(
          new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "HS256"));
      jws.setKey(new HmacKey(SECRET));
      jws.setCompactSerialization(token.publicToken().substring("pt_".length()));
      if (!jws.verifySignature()) {
        throw new AssertionError("signature does not hold");
      }
      JsonUtil.parseJson(jws.getPayload());
      return jws;
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }
}
