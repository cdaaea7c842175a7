package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.EmbedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** The race outcomes of the contract. */
class ConcurrentCreateTest {

  private static final int CALLS = 64;

  private final Fixture fixture = new Fixture();
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLS);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** Runs the calls at once; a refusal is its code, a token the enrollment that it is for. */
  private List<String> together(IntFunction<Callable<EmbedToken>> calls)
      throws InterruptedException, ExecutionException {
    CyclicBarrier barrier = new CyclicBarrier(CALLS);
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Callable<EmbedToken> call = calls.apply(i);
      outcomes.add(
          threads.submit(
              () -> {
                barrier.await();
                try {
                  return Fixture.subject(call.call());
                } catch (EmbedException e) {
                  return e.code().name();
                }
              }));
    }
    List<String> results = new ArrayList<>();
    for (Future<String> outcome : outcomes) {
      results.add(outcome.get());
    }
    return results;
  }

  private static String mixedCase(int seed) {
    StringBuilder email = new StringBuilder("alice.b@example.com");
    for (int i = 0; i < email.length(); i++) {
      if ((seed >> (i % 6) & 1) == 1) {
        email.setCharAt(i, Character.toUpperCase(email.charAt(i)));
      }
    }
    return email.toString();
  }

  private long created() {
    return fixture.events.stream().filter(EmbedEvent.EnrollmentCreated.class::isInstance).count();
  }

  @RepeatedTest(10)
  void callsThatNameOneIdentityAllSucceed() throws Exception {
    List<String> results =
        together(i -> () -> fixture.create(null, i % 2 == 0 ? "t1" : null, mixedCase(i)));
    assertThat(results).allMatch(result -> result.equals(results.get(0)));
    assertThat(results.get(0)).startsWith("enr_");
    assertThat(created()).isEqualTo(1);
  }

  @RepeatedTest(10)
  void ofTwoTenantsForOneEmailOneWins() throws Exception {
    List<String> results =
        together(i -> () -> fixture.create(null, "t" + i % 2, "alice@example.com"));
    assertThat(results).filteredOn("CONFLICT"::equals).hasSize(CALLS / 2);
    assertThat(results.stream().filter(result -> result.startsWith("enr_")).distinct()).hasSize(1);
    assertThat(created()).isEqualTo(1);
  }

  @RepeatedTest(10)
  void oneTenantWithManyEmailsGetsOneEnrollment() throws Exception {
    List<String> results =
        together(i -> () -> fixture.create(null, "t1", "p" + i + "@example.com"));
    assertThat(results).allMatch(result -> result.equals(results.get(0)));
    assertThat(results.get(0)).startsWith("enr_");
    assertThat(created()).isEqualTo(1);
  }
}
