package co.refport.embed.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.StoreUnavailableException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real databases were not asked for in the other tests. */
class JpaFailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"23000", "23505", "40001", "40P01", "55P03", "HYT00"})
  void aRuleADeadlockOrALockIsALostRace(String state) {
    assertThat(JpaFailures.isLostRace(failure(new SQLException("", state)))).isTrue();
  }

  @Test
  void theConcurrentUpdateOfH2IsALostRace() {
    assertThat(JpaFailures.isLostRace(failure(new SQLException("", "90131", 90131)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1020, 1205})
  void aNewerRowOrALockOfMariaDbIsALostRaceAndUnavailableToARead(int code) {
    SQLException contention = new SQLException("", "HY000", code);
    assertThat(JpaFailures.isLostRace(failure(contention))).isTrue();
    assertUnavailable(contention);
  }

  @ParameterizedTest
  @CsvSource({
    "40001, 0, true",
    "40P01, 0, true",
    "90131, 90131, true",
    "HY000, 1020, true",
    "55P03, 0, false",
    "HYT00, 0, false",
    "HY000, 1205, false",
    "23505, 0, false"
  })
  void whoWaitedForALockInVainDoesNotWaitAgain(String state, int code, boolean again) {
    PersistenceException failure = failure(new SQLException("", state, code));
    assertThat(JpaFailures.isRolledBack(failure)).isEqualTo(again);
  }

  @ParameterizedTest
  @ValueSource(ints = {1062, 1452})
  void aDuplicateOrAMissingParentOfMariaDbIsALostRace(int code) {
    SQLException violation =
        new SQLIntegrityConstraintViolationException("alice@example.com", "23000", code);
    assertThat(JpaFailures.isLostRace(failure(violation))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1048, 4025})
  void aMissingValueOrAFailedCheckOfMariaDbIsADefectThatQuotesNothing(int code) {
    PersistenceException defect =
        failure(new SQLIntegrityConstraintViolationException("alice@example.com", "23000", code));
    assertThat(JpaFailures.isLostRace(defect)).isFalse();
    assertThat(JpaFailures.translate(defect))
        .isNotInstanceOf(StoreUnavailableException.class)
        .hasMessageNotContaining("alice");
  }

  @ParameterizedTest
  @CsvSource({"HY000, 1021", "HY000, 1041", "HY000, 1114", "42000, 1203", "42000, 1226"})
  void aServerOfMariaDbThatHasRunOutOfSomethingIsUnavailable(String state, int code) {
    assertUnavailable(new SQLException("", state, code));
  }

  @Test
  void aRaceLostInABatchIsALostRace() {
    SQLException batch = new BatchUpdateException("", "HY000", 0, new int[0]);
    batch.setNextException(new SQLException("", "23505"));
    assertThat(JpaFailures.isLostRace(failure(batch))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23502", "23513", "23514"})
  void aMissingValueOrAFailedCheckIsADefectThatQuotesNothing(String state) {
    PersistenceException defect = failure(new SQLException("alice@example.com", state));
    assertThat(JpaFailures.isLostRace(defect)).isFalse();
    RuntimeException safe = JpaFailures.translate(defect);
    assertThat(safe).hasMessageNotContaining("alice");
    assertThat(safe.getCause())
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).isEqualTo(state))
        .hasNoCause()
        .hasMessageNotContaining("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "57P01", "57014", "58030", "70100"})
  void aDatabaseThatIsAwayIsUnavailable(String state) {
    assertUnavailable(new SQLException("", state));
  }

  @Test
  void connectionsThatCannotBeHadAreUnavailable() {
    assertUnavailable(new SQLTransientConnectionException("no connection in time"));
    assertUnavailable(new SQLRecoverableException("broken", "99999"));
    assertUnavailable(new SQLException("what a pool says has no state"));
  }

  /** As Payara does: the reason is lost on the way. */
  @Test
  void aCommitThatTheServerSaysNoMoreAboutIsUnavailable() {
    RuntimeException failure =
        new TransactionalException("", new SystemException("the commit failed"));
    assertThat(JpaFailures.isLostRace(failure)).isFalse();
    assertThat(JpaFailures.translate(failure)).isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "HYT00"})
  void aReadThatADeadlockEndedIsUnavailable(String state) {
    assertUnavailable(new SQLException("", state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"42P01", "42S02", "0A000", "25006"})
  void anythingElseIsADefectAndStaysAsItIs(String state) {
    PersistenceException defect = failure(new SQLException("", state));
    assertThat(JpaFailures.isLostRace(defect)).isFalse();
    assertThat(JpaFailures.translate(defect)).isSameAs(defect);
  }

  @Test
  void aDefectWithoutADatabaseStaysAsItIs() {
    IllegalStateException defect = new IllegalStateException("closed");
    assertThat(JpaFailures.isLostRace(defect)).isFalse();
    assertThat(JpaFailures.translate(defect)).isSameAs(defect);
  }

  @Test
  void causesThatGoInACircleAreWalkedOnce() {
    RuntimeException outer = new RuntimeException();
    outer.initCause(new RuntimeException(outer));
    assertThat(JpaFailures.isLostRace(outer)).isFalse();
  }

  private static void assertUnavailable(SQLException e) {
    PersistenceException failure = failure(e);
    assertThat(JpaFailures.translate(failure))
        .isInstanceOf(StoreUnavailableException.class)
        .hasCause(failure);
  }

  /** As providers wrap it. */
  private static PersistenceException failure(SQLException e) {
    return new PersistenceException(new IllegalStateException(e));
  }
}
