package co.refport.embed.sample.jar;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import co.refport.embed.sample.portal.HostArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.ClassAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Host WARs that have our jars and make a mistake, or make no use of them. */
class HostWarIT {

  @TempDir Path directory;

  private Path war(Class<?>... classes) {
    WebArchive war = HostArchive.named("host.war").addClasses(classes);
    // alone: added as a class, it would bring all parts
    war.add(
        new ClassAsset(Hosts.class),
        "WEB-INF/classes/" + Hosts.class.getName().replace('.', '/') + ".class");
    Path file = directory.resolve("host.war");
    war.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }

  @Test
  void jarsThatAreNotMountedExposeNothingAndNeedNothing() throws Exception {
    try (SampleProcess host =
        SampleProcess.deploy(directory, war(Hosts.ScanningApplication.class, Hosts.Hello.class))) {
      host.awaitStart();
      assertThat(RawHttp.request(host.port(), "GET", "/api/hello").send().body())
          .isEqualTo("hello");
      assertThat(RawHttp.request(host.port(), "POST", "/api/embed/token").send().status())
          .isEqualTo(404);
    }
  }

  private static final String SHORT_LIVED =
      "The CDI bean of type co.refport.embed.EmbedTokens is @Dependent but must live as long as the"
          + " application, since it holds the rate limits: annotate its producer"
          + " @ApplicationScoped.";

  static Stream<Arguments> mistakes() {
    String bean =
        "The application has %s CDI bean of type co.refport.embed.EmbedTokens but must"
            + " have exactly one, or override tokens() in what it mounts.";
    return Stream.of(
        Arguments.of(bean.formatted("no"), List.of(Hosts.Mount.class)),
        Arguments.of(
            bean.formatted("more than one"),
            List.of(Hosts.Mount.class, Hosts.Producer.class, Hosts.SecondProducer.class)),
        Arguments.of(
            "cacheSize is 1 but must be a whole number from 100 to 10000000.",
            List.of(Hosts.Mount.class, Hosts.RefusingProducer.class)),
        Arguments.of(SHORT_LIVED, List.of(Hosts.Mount.class, Hosts.ShortLivedProducer.class)),
        Arguments.of(
            SHORT_LIVED, List.of(Hosts.ServletMount.class, Hosts.ShortLivedProducer.class)),
        Arguments.of(bean.formatted("no"), List.of(Hosts.PortalFilter.class)),
        Arguments.of(bean.formatted("no"), List.of(Hosts.ResourceGuard.class)),
        Arguments.of(
            "The resource co.refport.embed.sample.jar.Hosts$NoBean is marked @EmbedTokenRequired"
                + " but is no CDI bean: annotate it @RequestScoped or @ApplicationScoped.",
            List.of(Hosts.NoBean.class, Hosts.Producer.class)),
        Arguments.of(
            "The interface co.refport.embed.sample.jar.Hosts$MarkedInterface is marked"
                + " @EmbedTokenRequired but nothing can close what implements it: mark the classes.",
            List.of(
                Hosts.MarkedInterface.class, Hosts.Implementation.class, Hosts.Producer.class)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void withoutOneUsableBeanTheDeploymentStopsWithOneSentence(String sentence, List<Class<?>> parts)
      throws Exception {
    List<Class<?>> host =
        new ArrayList<>(List.of(Hosts.ScanningApplication.class, Hosts.Hello.class));
    host.addAll(parts);
    try (SampleProcess server =
        SampleProcess.deploy(directory, war(host.toArray(Class<?>[]::new)))) {
      boolean runs = server.awaitOutcome();
      assertThat(server.text()).contains(sentence);
      if (runs) {
        // 404, or 500 where Payara keeps an application whose start has failed
        assertThat(RawHttp.request(server.port(), "GET", "/api/hello").send().status())
            .as("nothing is served")
            .isIn(404, 500);
      }
    }
  }
}
