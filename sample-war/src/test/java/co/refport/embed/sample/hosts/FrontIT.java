package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ApiKey;
import co.refport.embed.sample.contract.RawHttp;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a host, or a stranger, puts in front of ours. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class FrontIT {

  /** Filters of web.xml come before annotated ones. */
  private static String filters(Class<?>... types) {
    return List.of(types).stream()
        .map(
            type ->
                """
                <filter>
                  <filter-name>%1$s</filter-name>
                  <filter-class>%2$s</filter-class>
                </filter>
                <filter-mapping>
                  <filter-name>%1$s</filter-name>
                  <url-pattern>/*</url-pattern>
                </filter-mapping>
                """
                    .formatted(type.getSimpleName(), type.getName()))
        .collect(
            Collectors.joining(
                "",
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">",
                "</web-app>"));
  }

  @Test
  void filtersBeforeOursDoTheirWorkAndWeDoOurs(HostServer server) throws Exception {
    WebArchive war =
        HostWar.embedding(
                HostParts.ScanningApplication.class,
                HostParts.Hello.class,
                HostParts.ServletMount.class,
                FrontParts.class)
            .setWebXML(
                new StringAsset(
                    filters(
                        FrontParts.Cors.class,
                        FrontParts.Logging.class,
                        FrontParts.Compression.class)));
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      Embedding.in(host).worksInFull();
      new Embedding(host, "/servlet/embed/token").worksInFull();

      for (String path : List.of("/api/embed/token", "/servlet/embed/token")) {
        RawHttp.Answer answer = new Embedding(host, path).request("alice").send();
        assertThat(answer.header("Access-Control-Allow-Origin"))
            .isEqualTo("https://partner.example.com");
        assertThat(answer.header("X-Host-Logged")).isEqualTo("60");
        assertThat(host.request("OPTIONS", path).send().status()).isEqualTo(204);
      }
      String token = Embedding.in(host).mint("alice");
      assertThat(unpacked(host, "/portal/page?token=" + token)).isEqualTo("portal of alice");
      assertThat(unpacked(host, "/api/hello")).isEqualTo("hello");
      assertThat(unpacked(host, "/api/embed/token")).startsWith("{\"error\":{\"code\":\"METHOD_");
      assertThat(unpacked(host, "/servlet/embed/token"))
          .startsWith("{\"error\":{\"code\":\"METHOD_");
    }
  }

  private static String unpacked(HostServer.Deployed host, String path) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(host.uri(path)).header("Accept-Encoding", "gzip").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void frontControllerLeavesOursReachable(HostServer server) throws Exception {
    WebArchive war =
        HostWar.embedding(
            HostParts.ServletMount.class,
            FrontParts.FrontController.class,
            FrontParts.Scripts.class);
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      assertThat(host.request("GET", "/any").send().body()).isEqualTo("no such page of the host");
      new Embedding(host, "/servlet/embed/token").worksInFull();

      RawHttp.Answer script = host.request("GET", "/refport/embed.js").send();
      assertThat(script.status()).isEqualTo(200);
      assertThat(script.header("Content-Type")).startsWith("text/javascript");
      assertThat(script.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(script.body()).contains("refport-embed");
      RawHttp again =
          host.request("GET", "/refport/embed.js").header("If-None-Match", script.header("ETag"));
      assertThat(again.send().status()).isEqualTo(304);
      assertThat(host.request("HEAD", "/refport/error.css").send().status()).isEqualTo(200);
      for (String path : List.of("", "/", "/no.js", "/EMBED.JS", "/x/embed.js", "/embed.d.ts")) {
        RawHttp.Answer answer = host.request("GET", "/refport" + path).send();
        assertThat(answer.status()).as(path).isEqualTo(404);
      }
      assertThat(host.request("POST", "/refport/embed.js").send().status()).isEqualTo(405);
    }
  }

  // -- forged addresses --------------------------------------------------------------------------

  private static UnaryOperator<RawHttp> forgedAddress(int number) {
    String address = "203.0.113." + number;
    return request ->
        request
            .header("X-Forwarded-For", address)
            .header("X-Real-IP", address)
            .header("Forwarded", "for=" + address)
            .header("True-Client-IP", address);
  }

  @Test
  void forgedAddressesAreCountedForWhoForgesThem(HostServer server) throws Exception {
    WebArchive war =
        HostWar.of(
            LimitParts.LowLimits.class,
            HostParts.ScanningApplication.class,
            HostParts.Mount.class,
            HostParts.PortalFilter.class,
            HostParts.PortalPage.class);
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      Embedding embedding = Embedding.in(host);
      String token = embedding.mint("alice");
      String forged =
          token.substring(0, token.lastIndexOf('.'))
              + embedding.mint("bob").replaceAll(".*(?=\\.)", "");
      RawHttp unknownKey =
          host.request("POST", "/api/embed/token")
              .header("Authorization", "Bearer " + ApiKey.generate(new Random(99)).text())
              .header("Content-Type", "application/json");
      RawHttp refusedToken =
          host.request("GET", "/portal/page").header("Authorization", "Bearer " + forged);

      assertLimitedWhateverIsForged(unknownKey, "UNAUTHORIZED", "127.0.0.2");
      assertLimitedWhateverIsForged(refusedToken, "TOKEN_INVALID", "127.0.0.3");
    }
  }

  private static void assertLimitedWhateverIsForged(RawHttp refused, String code, String from)
      throws Exception {
    for (int i = 0; i < LimitParts.ADDRESS_LIMIT; i++) {
      Embedding.assertRefused(forgedAddress(i).apply(refused).from(from).send(), 401, code);
      refused.withoutHeader("X-Forwarded-For").withoutHeader("X-Real-IP");
      refused.withoutHeader("Forwarded").withoutHeader("True-Client-IP");
    }
    Embedding.assertRefused(
        forgedAddress(200).apply(refused).from(from).send(), 429, "RATE_LIMIT_EXCEEDED");
    Embedding.assertRefused(refused.from("127.0.0.9").send(), 401, code);
  }
}
