package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the application is, and wherever in it the endpoint. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class ContextRootIT {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/a/b"})
  void endpointPortalAndScriptsAreBelowTheContextRoot(String contextRoot, HostServer server)
      throws Exception {
    try (HostServer.Deployed host =
        server.deploy(HostWar.embedding(HostParts.ScanningApplication.class), contextRoot)) {
      Embedding.in(host).worksInFull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a/b"})
  void theEndpointIsWhereTheHostMountsIt(String contextRoot, HostServer server) throws Exception {
    try (HostServer.Deployed host =
        server.deploy(
            HostWar.of(
                HostParts.Setup.class,
                ContextRootParts.ScanningApplication.class,
                ContextRootParts.Mount.class,
                HostParts.PortalFilter.class,
                HostParts.PortalPage.class),
            contextRoot)) {
      new Embedding(host, "/rest/v2/partners/eu/token").worksInFull();
      assertThat(host.request("GET", "/api/embed/token").send().status()).isEqualTo(404);
    }
  }
}
