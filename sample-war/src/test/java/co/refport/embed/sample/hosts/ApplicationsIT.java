package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The endpoint is where a host's JAX-RS applications put it, and nowhere else. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class ApplicationsIT {

  private static void assertSaysHello(HostServer.Deployed host, String path) throws IOException {
    assertThat(host.request("GET", path).send().body()).isEqualTo("hello");
  }

  private static void assertIsNothing(HostServer.Deployed host, String path) throws IOException {
    assertThat(host.request("POST", path).send().status()).isEqualTo(404);
  }

  @Test
  void jarsThatAreNotMountedExposeNothingAndNeedNothing(HostServer server) throws Exception {
    try (HostServer.Deployed host =
        server.deploy(
            HostWar.of(HostParts.ScanningApplication.class, HostParts.Hello.class), "/")) {
      assertSaysHello(host, "/api/hello");
      assertIsNothing(host, "/api/embed/token");
      assertIsNothing(host, "/api/embed/jwks.json");
      assertIsNothing(host, "/api");
    }
  }

  @Test
  void anApplicationThatScansFindsTheHostsMount(HostServer server) throws Exception {
    try (HostServer.Deployed host =
        server.deploy(
            HostWar.embedding(HostParts.ScanningApplication.class, HostParts.Hello.class), "/")) {
      assertSaysHello(host, "/api/hello");
      Embedding.in(host).worksInFull();
    }
  }

  @Test
  void anApplicationThatListsItsClassesHasTheEndpointIfItIsListed(HostServer server)
      throws Exception {
    try (HostServer.Deployed host =
        server.deploy(
            HostWar.embedding(ApplicationParts.WithEndpoint.class, HostParts.Hello.class), "/")) {
      assertSaysHello(host, "/api/hello");
      Embedding.in(host).worksInFull();
    }
  }

  @Test
  void ofTwoApplicationsOnlyThatHasItWhichListsIt(HostServer server) throws Exception {
    try (HostServer.Deployed host =
        server.deploy(
            HostWar.embedding(
                ApplicationParts.WithEndpoint.class,
                ApplicationParts.WithoutEndpoint.class,
                HostParts.Hello.class),
            "/")) {
      assertSaysHello(host, "/api/hello");
      assertSaysHello(host, "/own/hello");
      assertIsNothing(host, "/own/embed/token");
      Embedding.in(host).worksInFull();
    }
  }
}
