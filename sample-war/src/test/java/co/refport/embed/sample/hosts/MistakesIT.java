package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that make a mistake hear of it in one sentence, and are not open meanwhile. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class MistakesIT {

  private static final String SHORT_LIVED =
      "The CDI bean of type co.refport.embed.EmbedTokens is @Dependent but must live as long as the"
          + " application, since it holds the rate limits: annotate its producer"
          + " @ApplicationScoped.";

  static Stream<Arguments> mistakes() {
    String bean =
        "The application has %s CDI bean of type co.refport.embed.EmbedTokens but must"
            + " have exactly one, or override tokens() in "
            + MistakeParts.class.getName()
            + "$%s.";
    return Stream.of(
        Arguments.of(bean.formatted("no", "Mount"), List.of(MistakeParts.Mount.class)),
        Arguments.of(
            bean.formatted("more than one", "Mount"),
            List.of(
                MistakeParts.Mount.class,
                MistakeParts.Producer.class,
                MistakeParts.SecondProducer.class)),
        Arguments.of(
            "cacheSize is 1 but must be a whole number from 100 to 10000000.",
            List.of(MistakeParts.Mount.class, MistakeParts.RefusingProducer.class)),
        Arguments.of(
            SHORT_LIVED, List.of(MistakeParts.Mount.class, MistakeParts.ShortLivedProducer.class)),
        Arguments.of(
            SHORT_LIVED,
            List.of(MistakeParts.ServletMount.class, MistakeParts.ShortLivedProducer.class)),
        Arguments.of(
            bean.formatted("no", "PortalFilter"), List.of(MistakeParts.PortalFilter.class)),
        Arguments.of(
            bean.formatted("no", "ResourceGuard"), List.of(MistakeParts.ResourceGuard.class)),
        Arguments.of(
            "The interface co.refport.embed.sample.hosts.MistakeParts$MarkedInterface is marked"
                + " @EmbedTokenRequired but nothing can close what implements it: mark the classes.",
            List.of(
                MistakeParts.MarkedInterface.class,
                MistakeParts.Implementation.class,
                MistakeParts.Producer.class)));
  }

  private static HostServer.Deployed hostWith(HostServer server, List<Class<?>> parts)
      throws Exception {
    List<Class<?>> host =
        new ArrayList<>(List.of(HostParts.ScanningApplication.class, HostParts.Hello.class));
    host.addAll(parts);
    return server.tryToDeploy(HostWar.of(host.toArray(Class<?>[]::new)), "/");
  }

  private static void assertServesNothing(HostServer.Deployed host) throws Exception {
    // 404, or 500 where Payara keeps an application whose start has failed
    assertThat(host.request("GET", "/api/hello").send().status()).isIn(404, 500);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void withoutOneUsableBeanTheDeploymentStopsWithOneSentence(
      String sentence, List<Class<?>> parts, HostServer server) throws Exception {
    try (HostServer.Deployed host = hostWith(server, parts)) {
      host.awaitInLog(sentence);
      assertServesNothing(host);
    }
  }

  @Test
  void aMarkedResourceThatIsNoBeanIsRefusedUnlessTheServerMakesItOne(HostServer server)
      throws Exception {
    try (HostServer.Deployed host =
        hostWith(server, List.of(MistakeParts.NoBean.class, MistakeParts.Producer.class))) {
      assertThat(host.request("GET", "/api/no-bean").send().body()).doesNotContain("open");
      if (host.request("GET", "/api/hello").send().status() == 200) {
        host.awaitInLog("register a subclass of EmbedTokenGuard");
      } else {
        host.awaitInLog(
            "The resource co.refport.embed.sample.hosts.MistakeParts$NoBean is marked"
                + " @EmbedTokenRequired but is no CDI bean: annotate it @RequestScoped or"
                + " @ApplicationScoped.");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {HostParts.PortalFilter.class, HostParts.ServletMount.class})
  void ignoredAnnotationStopsDeployment(Class<?> annotated, HostServer server) throws Exception {
    WebArchive war =
        HostWar.of(
                HostParts.Setup.class,
                HostParts.ScanningApplication.class,
                HostParts.Hello.class,
                annotated)
            .setWebXML(
                new StringAsset(
                    "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\""
                        + " metadata-complete=\"true\"/>"));
    try (HostServer.Deployed host = server.tryToDeploy(war, "/")) {
      host.awaitInLog(
          annotated.getName()
              + " is annotated @Web"
              + (annotated == HostParts.PortalFilter.class ? "Filter" : "Servlet")
              + " but the server has not registered it: declare it in web.xml, or remove"
              + " metadata-complete=\"true\" there.");
      assertServesNothing(host);
    }
  }

  /** CDI itself says this, before anything of ours could. */
  @Test
  void twoStoresAreAmbiguous(HostServer server) throws Exception {
    try (HostServer.Deployed host =
        hostWith(
            server,
            List.of(
                MistakeParts.Mount.class,
                MistakeParts.InjectingProducer.class,
                MistakeParts.TwoStores.class))) {
      assertThat(host.isRunning()).isFalse();
      host.awaitInLog("Ambiguous dependencies for type EmbedStore with qualifiers @Default");
      host.awaitInLog("InjectingProducer.tokens(EmbedStore)");
      assertServesNothing(host);
    }
  }

  /** CDI itself says this, before anything of ours could. */
  @Test
  void noStoreIsUnsatisfied(HostServer server) throws Exception {
    try (HostServer.Deployed host =
        hostWith(server, List.of(MistakeParts.Mount.class, MistakeParts.InjectingProducer.class))) {
      assertThat(host.isRunning()).isFalse();
      host.awaitInLog("Unsatisfied dependencies for type EmbedStore with qualifiers @Default");
      host.awaitInLog("InjectingProducer.tokens(EmbedStore)");
      assertServesNothing(host);
    }
  }

  @Test
  void aPortalResourceWhoseGuardIsNotRegisteredIsClosed(HostServer server) throws Exception {
    try (HostServer.Deployed host =
        server.deploy(
            HostWar.embedding(
                HostParts.ScanningApplication.class, MistakeParts.ForgottenGuard.class),
            "/")) {
      String token = Embedding.in(host).mint("alice");
      RawHttp.Answer answer = Embedding.in(host).call("/api/forgotten", token);
      Embedding.assertRefused(answer, 401, "TOKEN_MISSING");
      assertThat(answer.body()).doesNotContain("open");
      host.awaitInLog("register a subclass of EmbedTokenGuard");
    }
  }
}
