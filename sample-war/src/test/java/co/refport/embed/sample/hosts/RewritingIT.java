package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts that have their own mind about bodies keep it, and our answers stay the contract's. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class RewritingIT {

  private static final String ERROR_PAGE =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <error-page>
          <location>/host-error</location>
        </error-page>
      </web-app>
      """;

  private static RawHttp.Answer get(HostServer.Deployed host, String path) throws Exception {
    return host.request("GET", path).send();
  }

  @Test
  void aHostThatMapsThrowableAndHasAnErrorPageMeetsNothingOfOurs(HostServer server)
      throws Exception {
    WebArchive war =
        HostWar.embedding(
                HostParts.ScanningApplication.class,
                HostParts.ServletMount.class,
                RewriteParts.EverythingMapper.class,
                RewriteParts.Failing.class,
                RewriteParts.ErrorPage.class,
                RewriteParts.Refusing.class)
            .setWebXML(new StringAsset(ERROR_PAGE));
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      assertThat(get(host, "/api/failing").body()).isEqualTo("mapped by the host");
      assertThat(get(host, "/refusing").body()).isEqualTo("error page of the host");
      Embedding.in(host).worksInFull();
      new Embedding(host, "/servlet/embed/token").worksInFull();
    }
  }

  /** As the README says: who rewrites each JAX-RS answer has ours too, and mounts the servlet. */
  @Test
  void aHostThatRewritesEachErrorOfJaxRsMountsTheServlet(HostServer server) throws Exception {
    WebArchive war =
        HostWar.embedding(
            HostParts.ScanningApplication.class,
            HostParts.ServletMount.class,
            RewriteParts.EverythingMapper.class,
            RewriteParts.ErrorRewriter.class,
            RewriteParts.Failing.class);
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      assertThat(get(host, "/api/failing").body()).isEqualTo("rewritten by the host");
      new Embedding(host, "/servlet/embed/token").worksInFull();

      RawHttp.Answer rewritten = host.request("POST", "/api/embed/token").send();
      assertThat(rewritten.status()).isEqualTo(401);
      assertThat(rewritten.body()).isEqualTo("rewritten by the host");
      assertThat(rewritten.header("Cache-Control")).isEqualTo("no-store");
      Embedding.in(host).mint("alice");
    }
  }

  @Test
  void aHostWithJacksonInPlaceOfJsonBindingKeepsIt(HostServer server) throws Exception {
    WebArchive war =
        HostWar.embedding(
            RewriteParts.JacksonApplication.class,
            RewriteParts.Jackson.class,
            RewriteParts.Orders.class,
            RewriteParts.Order.class);
    HostWar.addJackson(war);
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      RawHttp.Answer order =
          host.request("POST", "/api/order")
              .header("Content-Type", "application/json")
              .body("{\"order_number\":7}")
              .send();
      assertThat(order.body()).isEqualTo("{\"order_number\":7}");
      Embedding.in(host).worksInFull();
    }
  }
}
