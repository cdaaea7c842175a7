package co.refport.embed.sample.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.StoreUnavailableException;
import co.refport.embed.tck.FaultTck;
import co.refport.embed.tck.Faults.Moment;
import co.refport.embed.tck.Faults.Trouble;
import co.refport.embed.tck.FaultyDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link FaultTck} says of stores that are not as they should be. */
class BrokenStoresTest {

  /** What stands in for a method's call. */
  private interface Around {
    @Nullable Object call(String method, Call original) throws Throwable;
  }

  private interface Call {
    @Nullable Object proceed() throws Throwable;
  }

  @Test
  void aCreationThatIsNoTransactionIsCaught() {
    assertThatThrownBy(
            () ->
                broken(store -> store, BrokenStoresTest::alwaysAutoCommits)
                    .aStatementThatFailsHalfwayLeavesNothing(Trouble.FULL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("createEnrollment returned Created")
        .hasMessageContaining("partnerCreated=false");
  }

  @Test
  void aStoreThatKeepsItsConnectionIsCaught() {
    assertThatThrownBy(
            () ->
                broken(store -> store, BrokenStoresTest::keepsItsConnection)
                    .everyOperationIsUnavailableMeanwhileAndWorksAfterwards(Trouble.BROKEN))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aStoreThatThrowsWhatItsDriverThrowsIsCaught() {
    assertThatThrownBy(
            () ->
                broken(BrokenStoresTest::throwsSomethingElse, source -> source)
                    .everyOperationIsUnavailableMeanwhileAndWorksAfterwards(Trouble.SLOW))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("what bindTenantId throws");
  }

  @Test
  void aStoreThatSaysNothingIsCaught() {
    assertThatThrownBy(
            () ->
                broken(BrokenStoresTest::saysNothing, source -> source)
                    .aCommitThatFailsLeavesNothingOrEverything(Trouble.FULL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bindTenantId");
  }

  @Test
  void aStoreWithOneLockIsCaught() {
    assertThatThrownBy(
            () ->
                broken(BrokenStoresTest::hasOneLock, source -> source)
                    .anOperationThatWaitsHoldsUpNoOther(Moment.STATEMENT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("findEnrollmentById while bindTenantId waits");
  }

  // --- the stores

  private static FaultTck broken(
      UnaryOperator<EmbedStore> store, UnaryOperator<DataSource> between) {
    FaultyDataSource faults = new FaultyDataSource(TestDatabase.h2());
    EmbedStore broken = store.apply(new JdbcEmbedStore(between.apply(faults)));
    return new FaultTck() {
      @Override
      public EmbedStore store() {
        return broken;
      }

      @Override
      public FaultyDataSource faults() {
        return faults;
      }

      @Override
      public Duration patience() {
        return Duration.ofSeconds(2);
      }
    };
  }

  private static DataSource alwaysAutoCommits(DataSource source) {
    return around(
        DataSource.class,
        source,
        (method, original) -> {
          Object result = original.proceed();
          return result instanceof Connection connection
              ? around(
                  Connection.class,
                  connection,
                  (called, call) ->
                      switch (called) {
                        case "setAutoCommit", "commit", "rollback" -> null;
                        default -> call.proceed();
                      })
              : result;
        });
  }

  private static DataSource keepsItsConnection(DataSource source) {
    @Nullable Object[] kept = new @Nullable Object[1];
    return around(
        DataSource.class,
        source,
        (method, original) -> {
          if (kept[0] == null) {
            Connection connection = (Connection) original.proceed();
            kept[0] =
                connection == null
                    ? null
                    : around(
                        Connection.class,
                        connection,
                        (called, call) -> called.equals("close") ? null : call.proceed());
          }
          return kept[0];
        });
  }

  private static EmbedStore throwsSomethingElse(EmbedStore store) {
    return aroundAll(
        store,
        (method, original) -> {
          try {
            return original.proceed();
          } catch (RuntimeException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static EmbedStore saysNothing(EmbedStore store) {
    return aroundAll(
        store,
        (method, original) -> {
          try {
            return original.proceed();
          } catch (RuntimeException e) {
            return method.equals("bindTenantId") ? true : null;
          }
        });
  }

  private static EmbedStore hasOneLock(EmbedStore store) {
    Object lock = new Object();
    return aroundAll(
        store,
        (method, original) -> {
          synchronized (lock) {
            return original.proceed();
          }
        });
  }

  private static EmbedStore aroundAll(EmbedStore store, Around around) {
    return EmbedStore.class.cast(
        proxy(
            store,
            around,
            EmbedStore.class,
            OperatorStore.class,
            RevocationStore.class,
            SigningKeyStore.class));
  }

  private static <T> T around(Class<T> type, T target, Around around) {
    return type.cast(proxy(target, around, type));
  }

  private static Object proxy(Object target, Around around, Class<?>... types) {
    return Proxy.newProxyInstance(
        BrokenStoresTest.class.getClassLoader(),
        types,
        (self, method, args) ->
            around.call(
                method.getName(),
                () -> {
                  try {
                    return method.invoke(target, args);
                  } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                  }
                }));
  }
}
