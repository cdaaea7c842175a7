package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.spi.RequestDeadline;
import co.refport.embed.spi.StoreUnavailableException;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operation whose every statement takes three seconds. */
class RequestDeadlineTest {

  private static final long ROUND_TRIP_NANOS = Duration.ofSeconds(3).toNanos();

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void creationEndsBeforeItsNextStatement(Database kind, Provider provider) throws Exception {
    AtomicLong time = new AtomicLong();
    RecordingDataSource database = new RecordingDataSource(kind.make());
    try (EntityManagerFactory factory = provider.open(database.recorded())) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      store.insertProgram(Samples.program("prg_1"));
      database.beforeStatement(sql -> time.addAndGet(ROUND_TRIP_NANOS));
      // a SELECT and two INSERTs: the time is over before each of them, and before the commit
      for (int seconds : new int[] {1, 4, 7}) {
        assertThatThrownBy(
                () ->
                    RequestDeadline.run(
                        Duration.ofSeconds(seconds),
                        time::get,
                        () ->
                            store.createEnrollment(
                                Samples.enrollment("1", Samples.TENANT, Samples.EMAIL))))
            .isInstanceOf(StoreUnavailableException.class);
        assertThat(database.open()).isZero();
        assertThat(store.findEnrollmentByEmail(Samples.ORGANIZATION, Samples.EMAIL)).isEmpty();
      }
      assertThat(store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL)))
          .isNotNull();
    }
  }
}
