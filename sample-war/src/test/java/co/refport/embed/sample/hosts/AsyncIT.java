package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers that come later, and in pieces, behind our guards. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class AsyncIT {

  @Test
  void laterAnswersAndServerSentEventsWorkBehindBothGuards(HostServer server) throws Exception {
    try (HostServer.Deployed host =
        server.deploy(
            HostWar.embedding(
                HostParts.ScanningApplication.class,
                AsyncParts.Filter.class,
                AsyncParts.Guard.class,
                AsyncParts.Later.class,
                AsyncParts.Open.class,
                AsyncParts.Filtered.class,
                AsyncParts.Guarded.class),
            "/")) {
      Embedding.in(host).worksInFull();
      String token = Embedding.in(host).mint("alice");
      Map.of("/api/open", "anybody", "/api/filtered", "alice", "/api/guarded", "alice")
          .forEach((path, visitor) -> assertAnswersLater(host, path, token, visitor));
      for (String path : List.of("/api/filtered", "/api/guarded")) {
        for (String way : List.of("/async", "/stage", "/events")) {
          Embedding.assertRefused(
              host.request("GET", path + way).header("Sec-Fetch-Mode", "cors").send(),
              401,
              "TOKEN_MISSING");
          assertIsThePortals(Embedding.in(host).call(path + "/async", token));
        }
      }
    }
  }

  private static void assertIsThePortals(RawHttp.Answer answer) {
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("frame-ancestors " + HostParts.ORIGIN);
  }

  private static void assertAnswersLater(
      HostServer.Deployed host, String path, String token, String visitor) {
    try {
      assertThat(Embedding.in(host).call(path + "/async", token).body())
          .isEqualTo("async for " + visitor);
      assertThat(Embedding.in(host).call(path + "/stage", token).body())
          .isEqualTo("stage for " + visitor);
      assertSendsEvents(host, path + "/events", token, visitor);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path, e);
    }
  }

  /** The first is here before anybody could have sent the second. */
  private static void assertSendsEvents(
      HostServer.Deployed host, String path, String token, String visitor)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(host.uri(path)).header("Authorization", "Bearer " + token);
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(nextEvent(events)).isEqualTo("welcome " + visitor);
      request
          .POST(HttpRequest.BodyPublishers.ofString("news"))
          .header("Content-Type", "text/plain");
      client.send(request.build(), HttpResponse.BodyHandlers.discarding());
      assertThat(nextEvent(events)).isEqualTo("news");
      assertThat(events.readLine()).isIn("", null);
    }
    if (!visitor.equals("anybody")) {
      assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
      assertThat(answer.headers().allValues("Content-Security-Policy"))
          .containsExactly("frame-ancestors " + HostParts.ORIGIN);
    }
  }

  private static String nextEvent(BufferedReader events) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("data:")) {
        return line.substring("data:".length()).strip();
      }
    }
    throw new IOException("no more events");
  }
}
