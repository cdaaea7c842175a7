package co.refport.embed.sample.contract;

import co.refport.embed.sample.servers.OnServletContainers;
import co.refport.embed.sample.servers.ServletContainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Without a Jakarta EE server: the servlet mount. */
@OnServletContainers
class ServletSlowBodyIT extends SlowBodyContract {

  private ServletContainer server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    server =
        ServletContainer.start(
            directory,
            ServletTokenContractIT.host(),
            "-Drefport.embed.body-timeout=" + BODY_TIMEOUT,
            "-Drefport.embed.bodies-per-key=" + BODIES_PER_KEY);
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
    return List.of(TokenContract.SERVLET);
  }
}
