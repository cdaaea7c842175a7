package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.tck.Race;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.RepeatedTest;

/** The race outcomes of the contract. */
class ConcurrentCreateTest {

  private static final int CALLS = 64;

  private final Fixture fixture = new Fixture();

  /** Makes the calls at once; a refusal is its code, a token the enrollment that it is for. */
  private static List<String> together(IntFunction<EmbedToken> call) throws Exception {
    return Race.run(
        CALLS,
        i -> {
          try {
            return Fixture.subject(call.apply(i));
          } catch (EmbedException e) {
            return e.code().name();
          }
        });
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
        together(i -> fixture.create(null, i % 2 == 0 ? "t1" : null, mixedCase(i)));
    assertThat(results).allMatch(result -> result.equals(results.get(0)));
    assertThat(results.get(0)).startsWith("enr_");
    assertThat(created()).isEqualTo(1);
  }

  @RepeatedTest(10)
  void ofTwoTenantsForOneEmailOneWins() throws Exception {
    List<String> results = together(i -> fixture.create(null, "t" + i % 2, "alice@example.com"));
    assertThat(results).filteredOn("CONFLICT"::equals).hasSize(CALLS / 2);
    assertThat(results.stream().filter(result -> result.startsWith("enr_")).distinct()).hasSize(1);
    assertThat(created()).isEqualTo(1);
  }

  @RepeatedTest(10)
  void oneTenantWithManyEmailsGetsOneEnrollment() throws Exception {
    List<String> results = together(i -> fixture.create(null, "t1", "p" + i + "@example.com"));
    assertThat(results).allMatch(result -> result.equals(results.get(0)));
    assertThat(results.get(0)).startsWith("enr_");
    assertThat(created()).isEqualTo(1);
  }
}
