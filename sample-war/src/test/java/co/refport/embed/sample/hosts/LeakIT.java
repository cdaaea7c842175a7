package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that came and went leaves no more behind with our jars than without. */
@Tag("hosts")
class LeakIT {

  private static final int TIMES = 20;

  /** Other threads come and go meanwhile; what an application leaves, it leaves each time. */
  private static final int SLACK = TIMES / 4;

  /** The same application, with our part and without. */
  private static WebArchive war(boolean embedding) {
    return embedding
        ? HostWar.embedding(HostParts.ScanningApplication.class, HostParts.Hello.class)
        : HostWar.without(HostParts.ScanningApplication.class, HostParts.Hello.class);
  }

  private static void comeAndGo(HostServer server, boolean embedding) throws Exception {
    try (HostServer.Deployed host = server.deploy(war(embedding), "/")) {
      assertThat(host.request("GET", "/api/hello").send().body()).isEqualTo("hello");
      if (embedding) {
        Embedding.in(host).worksInFull();
      }
    }
  }

  /** What is counted has these names on this server: otherwise nothing would ever be left. */
  private static void assertThatApplicationsAreSeen(HostServer server) throws Exception {
    try (HostServer.Deployed host = server.deploy(war(true), "/")) {
      Map<String, Long> running = server.resources();
      for (String what : List.of("threads", "class loaders")) {
        assertThat(running.get(what)).as(what + " of " + host.uri("/")).isPositive();
      }
    }
  }

  /** What there is more of after the application has come and gone so many times. */
  private static Map<String, Long> left(HostServer server, boolean embedding) throws Exception {
    comeAndGo(server, embedding);
    Map<String, Long> before = server.resources();
    for (int i = 0; i < TIMES; i++) {
      comeAndGo(server, embedding);
    }
    Map<String, Long> left = new TreeMap<>(server.resources());
    left.replaceAll((what, count) -> count - before.get(what));
    return left;
  }

  @Test
  void anApplicationThatCameAndWentLeavesNoMoreThanWithoutOurJars() throws Exception {
    try (HostServer server = HostServer.start()) {
      assertThatApplicationsAreSeen(server);
      // the pools of the server itself are as large as they get
      comeAndGo(server, true);
      Map<String, Long> without = left(server, false);
      Map<String, Long> with = left(server, true);
      assertThat(with)
          .as("without our jars: %s", without)
          .allSatisfy(
              (what, count) ->
                  assertThat(count).isLessThan(Math.max(0, without.get(what)) + SLACK));
    }
  }
}
