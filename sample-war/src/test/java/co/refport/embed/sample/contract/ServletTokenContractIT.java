package co.refport.embed.sample.contract;

import co.refport.embed.sample.jdbc.JdbcEmbedStore;
import co.refport.embed.sample.servers.HostArchive;
import co.refport.embed.sample.servers.OnServletContainers;
import co.refport.embed.sample.servers.ServletContainer;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Without a Jakarta EE server: the servlet mount, and a JDBC store. */
@OnServletContainers
class ServletTokenContractIT extends TokenContract {

  private ServletContainer server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    server = ServletContainer.start(directory, host());
  }

  static WebArchive host() {
    return HostArchive.withJson("ROOT.war")
        .addAsLibrary(HostArchive.library("h2"))
        .addClasses(JdbcHost.class, ContractFixture.class, Keys.class)
        .addPackage(JdbcEmbedStore.class.getPackage())
        .addAsResource("co/refport/embed/sample/jdbc/tables.sql");
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  int port() {
    return server.port();
  }

  @Override
  List<String> mounts() {
    return List.of(SERVLET);
  }

  @Override
  List<String> failingMounts() {
    return List.of(FailingAddress.SERVLET);
  }
}
