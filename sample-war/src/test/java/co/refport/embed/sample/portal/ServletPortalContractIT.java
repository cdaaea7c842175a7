package co.refport.embed.sample.portal;

import co.refport.embed.sample.servers.HostArchive;
import co.refport.embed.sample.servers.OnServletContainers;
import co.refport.embed.sample.servers.ServletContainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Without a Jakarta EE server: the servlet guard, and the store in memory. */
@OnServletContainers
class ServletPortalContractIT extends PortalContract {

  private ServletContainer server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    server =
        ServletContainer.start(
            directory,
            PortalArchive.on(HostArchive.withJson("ROOT.war")).addClass(ServletPortalHost.class));
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
  List<String> pages() {
    return List.of(SERVLET);
  }
}
