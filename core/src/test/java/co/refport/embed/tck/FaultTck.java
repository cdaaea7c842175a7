package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import co.refport.embed.spi.StoreUnavailableException;
import co.refport.embed.tck.Faults.Hold;
import co.refport.embed.tck.Faults.Moment;
import co.refport.embed.tck.Faults.Trouble;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a store must hold when its data cannot be reached, fails or is slow: every operation of
 * every type of the SPI that the store is of.
 */
public interface FaultTck extends StoreUnderTest {

  /**
   * How the way between store and data is made to fail.
   *
   * @return for a store on JDBC or JPA the {@link FaultyDataSource} that it works with
   */
  Faults faults();

  /**
   * How long an operation may take that nothing holds up, on a busy machine.
   *
   * @return half a minute
   */
  default Duration patience() {
    return Duration.ofSeconds(30);
  }

  // --- unavailable

  @ParameterizedTest(name = "{0}")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FULL")
  @Clause("any.unavailable")
  default void everyOperationIsUnavailableMeanwhileAndWorksAfterwards(Trouble trouble) {
    Operations operations = new Operations(this);
    for (String name : operations.names()) {
      Operation operation = operations.prepare(name);
      Object before = operation.state();
      faults().fail(trouble);
      Throwable failure;
      try {
        failure = catchThrowable(operation::call);
      } finally {
        faults().heal();
      }
      assertUnavailable(operation, failure);
      assertThat(operation.state()).as("%s has changed", operation).isEqualTo(before);
      assertWorks(operation);
    }
  }

  // --- atomic

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"FULL", "BROKEN"})
  @Clause({"any.atomic", "any.unavailable"})
  default void aStatementThatFailsHalfwayLeavesNothing(Trouble trouble) {
    for (Operation each : writes()) {
      int statements = 0;
      while (failedAt(Moment.WRITE, statements + 1, trouble, each.name(), false)) {
        statements++;
        assertThat(statements).as("statements of %s", each).isLessThan(20);
      }
      assertThat(statements).as("statements of %s that write and failed", each).isPositive();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"FULL", "BROKEN"})
  @Clause({"any.atomic", "any.unavailable"})
  default void aCommitThatFailsLeavesNothingOrEverything(Trouble trouble) {
    for (Operation each : writes()) {
      assertThat(failedAt(Moment.COMMIT, 1, trouble, each.name(), true))
          .as("%s has committed", each)
          .isTrue();
    }
  }

  @Test
  @Clause({"any.atomic", "any.unavailable"})
  default void aCommitWhoseAnswerIsLostLeavesNothingOrEverything() {
    for (Operation each : writes()) {
      assertThat(failedAt(Moment.COMMITTED, 1, Trouble.BROKEN, each.name(), true))
          .as("%s has committed", each)
          .isTrue();
    }
  }

  // --- threads

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"STATEMENT", "COMMIT"})
  @Clause("any.threads")
  default void anOperationThatWaitsHoldsUpNoOther(Moment moment) throws Exception {
    Operations operations = new Operations(this);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (String name : operations.names()) {
        Operation waiting = operations.prepare(name);
        if (moment == Moment.COMMIT && !waiting.writes()) {
          continue;
        }
        List<Operation> others =
            Stream.of(
                    "findEnrollmentById",
                    "findEnrollmentByTenantId",
                    "findEnrollmentByEmail",
                    "findTokenState",
                    "createEnrollment")
                .map(operations::prepare)
                .toList();
        Future<?> held;
        try (Hold hold = faults().hold(moment)) {
          held = threads.submit(waiting::call);
          hold.awaitHeld();
          for (Operation other : others) {
            assertThat(threads.submit(other::call))
                .as("%s while %s waits", other, waiting)
                .succeedsWithin(patience());
          }
          assertThat(held.isDone()).as("%s waits", waiting).isFalse();
        }
        assertThat(held).as("%s after its wait", waiting).succeedsWithin(patience());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  // --- how

  private List<Operation> writes() {
    Operations operations = new Operations(this);
    return operations.names().stream().map(operations::prepare).filter(Operation::writes).toList();
  }

  /** Whether the fault struck; whatever happened, the store is as its contract says. */
  private boolean failedAt(
      Moment moment, int number, Trouble trouble, String name, boolean everythingIsFine) {
    Operation operation = new Operations(this).prepare(name);
    Object before = operation.state();
    faults().failOnce(moment, number, trouble);
    Throwable failure;
    boolean happened;
    try {
      failure = catchThrowable(operation::call);
      happened = faults().happened();
    } finally {
      faults().heal();
    }
    Object after = operation.state();
    if (failure == null) {
      // the fault did not strike, or the store has got over it
      assertThat(after).as("%s has returned", operation).isEqualTo(operation.done());
      return happened;
    }
    assertUnavailable(operation, failure);
    if (everythingIsFine && after.equals(operation.done())) {
      return happened;
    }
    assertThat(after).as("%s is half done", operation).isEqualTo(before);
    assertWorks(operation);
    return happened;
  }

  private static void assertUnavailable(Operation operation, @Nullable Throwable failure) {
    assertThat(failure)
        .as("what %s throws", operation)
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(allThatIsSaid(failure))
        .as("what the exception of %s quotes", operation)
        .doesNotContain(Operations.PRIVATE);
  }

  private static void assertWorks(Operation operation) {
    assertThatNoException()
        .as("%s once more; otherwise something of the call that failed was stored", operation)
        .isThrownBy(operation::call);
    assertThat(operation.state())
        .as("what %s leaves afterwards", operation)
        .isEqualTo(operation.done());
  }

  /** The messages of an exception and of all that it brings along. */
  private static String allThatIsSaid(@Nullable Throwable failure) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      cause.printStackTrace(out);
      if (cause instanceof SQLException e && e.getNextException() != null) {
        e.getNextException().printStackTrace(out);
      }
    }
    return text.toString();
  }
}
