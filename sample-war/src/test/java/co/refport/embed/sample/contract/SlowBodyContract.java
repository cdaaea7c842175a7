package co.refport.embed.sample.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that do not arrive, over HTTP, with the mounts of the endpoint in one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SlowBodyContract {

  static final int BODIES_PER_KEY = 4;
  static final String BODY_TIMEOUT = "PT4S";

  abstract int port();

  abstract List<String> mounts();

  /** All at the same time, because some servers close a connection after a minute only. */
  @Test
  void slowBodiesEndTheirConnections() throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      List<Future<?>> checks = new ArrayList<>();
      for (String mount : mounts()) {
        checks.add(clients.submit(() -> slowBodyEndsConnection(mount)));
        checks.add(clients.submit(() -> rejectedKeyWaitsForNoBody(mount)));
      }
      for (Future<?> check : checks) {
        check.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private Void slowBodyEndsConnection(String mount) throws IOException {
    try (SlowRequest slow = SlowRequest.start(port(), mount, Keys.VALID.bearer())) {
      RawHttp.Answer response = slow.untilClosed();
      assertThat(response.status()).as(mount + response.body()).isEqualTo(408);
      assertThat(response.body()).contains("\"REQUEST_TIMEOUT\"");
      assertThat(response.header("Connection")).isEqualToIgnoringCase("close");
      assertThat(response.header("Content-Type")).isEqualTo("application/json");
    }
    return null;
  }

  private Void rejectedKeyWaitsForNoBody(String mount) throws IOException {
    try (SlowRequest slow = SlowRequest.start(port(), mount, "Bearer rk_none")) {
      RawHttp.Answer response = slow.untilClosed();
      assertThat(response.status()).as(mount + response.body()).isEqualTo(401);
      assertThat(response.header("Connection")).isEqualToIgnoringCase("close");
    }
    return null;
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void slowBodiesOfKeyAreLimited(String mount) throws IOException {
    List<SlowRequest> slow = new ArrayList<>();
    try {
      // a slow body is rejected if it arrives while the server reads a usual one
      RawHttp.Answer response = mint(Keys.VALID, mount);
      for (int i = 0; response.status() == 200 && i < 20 * BODIES_PER_KEY; i++) {
        slow.add(SlowRequest.start(port(), mount, Keys.VALID.bearer()));
        response = mint(Keys.VALID, mount);
      }
      assertThat(response.status()).as(response.body()).isEqualTo(429);
      assertThat(response.header("Retry-After")).isEqualTo("1");
      assertThat(mint(Keys.RACE, mount).status()).isEqualTo(200);
      for (SlowRequest request : slow) {
        request.complete();
        assertThat(request.status()).isIn(408, 422, 429);
      }
      assertThat(mint(Keys.VALID, mount).status()).isEqualTo(200);
    } finally {
      for (SlowRequest request : slow) {
        request.close();
      }
    }
  }

  private RawHttp.Answer mint(Keys key, String mount) throws IOException {
    return RawHttp.request(port(), "POST", mount)
        .header("Authorization", key.bearer())
        .header("Content-Type", "application/json")
        .body("{\"partner\":{\"email\":\"alice@example.com\"}}")
        .send();
  }
}
