package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks the advice for hosts whose callers sign in by MicroProfile JWT. On WildFly this needs the
 * configuration {@code standalone-microprofile.xml}, which the suite does not start.
 */
@ExtendWith(OnHostServer.class)
class JwtLoginIT {

  private static final String ISSUER = "https://login.example.com";

  private final KeyPair keys;

  JwtLoginIT() throws Exception {
    keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
  }

  /** A WAR that signs in its callers by MicroProfile JWT. */
  private WebArchive jwtHost(Class<?>... parts) {
    String publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    List<Class<?>> all = new ArrayList<>(List.of(parts));
    all.addAll(List.of(JwtParts.JwtApplication.class, HostParts.Hello.class));
    return HostWar.of(all.toArray(Class<?>[]::new))
        .addAsResource(
            new StringAsset(
                "mp.jwt.verify.publickey=" + publicKey + "\nmp.jwt.verify.issuer=" + ISSUER + "\n"),
            "META-INF/microprofile-config.properties");
  }

  private String jwt() throws Exception {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setSubject("staff");
    claims.setStringClaim("upn", "staff@example.com");
    claims.setStringListClaim("groups", "staff");
    claims.setGeneratedJwtId();
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setHeader("typ", "JWT");
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKey(keys.getPrivate());
    signature.setPayload(claims.toJson());
    return signature.getCompactSerialization();
  }

  @Test
  void separateWarKeepsContract(HostServer server) throws Exception {
    try (HostServer.Deployed api = server.deploy(jwtHost(), "/app");
        HostServer.Deployed embed =
            server.deploy(HostWar.embedding(HostParts.ScanningApplication.class), "/embedding")) {
      Embedding.in(embed).worksInFull();
      RawHttp.Answer hello =
          api.request("GET", "/api/hello").header("Authorization", "Bearer " + jwt()).send();
      assertThat(hello.status()).as(hello.body()).isEqualTo(200);
      RawHttp noJwt = api.request("GET", "/api/hello").header("Authorization", "Bearer rk_a");
      assertThat(noJwt.send().status()).isEqualTo(401);
    }
  }

  @Test
  void sameWarRejectsKeysByItself(HostServer server) throws Exception {
    WebArchive war =
        jwtHost(HostParts.Setup.class, HostParts.Mount.class, HostParts.PortalFilter.class);
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      RawHttp.Answer answer = Embedding.in(host).request("alice").send();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Content-Type")).doesNotContain("application/json");
    }
  }
}
