package co.refport.embed.sample.contract;

import co.refport.embed.sample.servers.OnEveryServer;
import co.refport.embed.sample.servers.SampleArchive;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** In a Jakarta EE server: both mounts, and the JPA store. */
@OnEveryServer
class TokenContractIT extends TokenContract {

  @ArquillianResource URL deployment;

  @Deployment(testable = false)
  static WebArchive sampleWithFixture() {
    return SampleArchive.with("contract", "refport.rate-limit=1000")
        .addClasses(
            ContractFixture.class,
            JpaFixture.class,
            FailingAddress.class,
            Keys.class,
            ServletMount.class);
  }

  @Override
  int port() {
    return deployment.getPort();
  }

  @Override
  List<String> mounts() {
    return List.of("/api/embed/token", SERVLET);
  }

  @Override
  boolean matchesTrailingSlash(String mount) {
    return !mount.equals(SERVLET) || !System.getProperty("server.name").startsWith("Open Liberty");
  }

  @Override
  List<String> failingMounts() {
    return List.of(FailingAddress.JAXRS, FailingAddress.SERVLET);
  }
}
