package co.refport.embed.sample.portal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import co.refport.embed.sample.servers.ContextRoot;
import co.refport.embed.sample.servers.HostArchive;
import co.refport.embed.sample.servers.OnEveryServer;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a Jakarta EE server: the servlet guard by the CDI bean, and the JAX-RS guard. */
@OnEveryServer
class PortalContractIT extends PortalContract {

  @ArquillianResource URL deployment;

  @Deployment(testable = false)
  static WebArchive host() {
    return PortalArchive.on(ContextRoot.of(HostArchive.named("ROOT.war"), "/"))
        .addClass(PortalResources.class);
  }

  @Override
  int port() {
    return deployment.getPort();
  }

  @Override
  List<String> pages() {
    return List.of(SERVLET, "/api/page");
  }

  /** Whatever the host maps exceptions to, and with a good token too: no guard has checked it. */
  @ParameterizedTest
  @ValueSource(strings = {"/forgotten/resource", "/forgotten/method", "/forgotten/unmarked"})
  void anUnguardedResourceIsNotOpen(String path) throws IOException {
    for (RawHttp request : List.of(request("GET", path), call(path, token("good")))) {
      RawHttp.Answer answer = request.send();
      assertRefused(answer, 401, "TOKEN_MISSING");
      assertGuarded(answer, "frame-ancestors 'self'");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"refport\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/forgotten", "/sub"})
  void aMethodThatIsNotMarkedIsLeftAlone(String application) throws IOException {
    assertThat(request("GET", application + "/method/public").send().body())
        .isEqualTo("meant to be open");
  }

  @Test
  void aGuardGuardsMarkedMethods() throws IOException {
    String token = token("good", "dora");
    assertThat(call("/sub/page", token).send().body()).startsWith("dora|");
    assertThat(call("/sub/method", token).send().body()).isEqualTo("wide open");
    assertRefused(
        request("GET", "/sub/method").header("Sec-Fetch-Mode", "cors").send(),
        401,
        "TOKEN_MISSING");
  }

  @Test
  void publishedKeysVerifyATokenElsewhere() throws Exception {
    RawHttp.Answer answer = request("GET", "/api/jwks.json").send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
    Map<String, Object> key =
        new JsonWebKeySet(answer.body())
            .getJsonWebKeys()
            .get(0)
            .toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    assertThat(key).containsEntry("kty", "EC").doesNotContainKey("d");

    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(token("good").substring("pt_".length()));
    jws.setKey(new JsonWebKeySet(answer.body()).getJsonWebKeys().get(0).getKey());
    assertThat(jws.verifySignature()).isTrue();
  }
}
