package co.refport.embed.sample.contract;

import co.refport.embed.sample.servers.OnEveryServer;
import co.refport.embed.sample.servers.SampleArchive;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** In a Jakarta EE server: both mounts, except on TomEE. */
@OnEveryServer
class SlowBodyIT extends SlowBodyContract {

  @ArquillianResource URL deployment;

  @Deployment(testable = false)
  static WebArchive sampleWithFixture() {
    return SampleArchive.with(
            "bodies",
            "refport.rate-limit=1000",
            "refport.body-timeout=" + BODY_TIMEOUT,
            "refport.bodies-per-key=" + BODIES_PER_KEY)
        .addClasses(ContractFixture.class, JpaFixture.class, Keys.class, ServletMount.class);
  }

  @Override
  int port() {
    return deployment.getPort();
  }

  @Override
  List<String> mounts() {
    // TomEE's JAX-RS reads a whole body before it sends a response, see docs/servers.md
    return System.getProperty("arquillian.launch", "").equals("tomee")
        ? List.of(TokenContract.SERVLET)
        : List.of("/api/embed/token", TokenContract.SERVLET);
  }
}
