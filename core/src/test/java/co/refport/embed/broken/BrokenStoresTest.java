package co.refport.embed.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.tck.Clause;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The tests of stores catch broken ones, each defect by the test that is there for it. */
class BrokenStoresTest {

  static List<Defect> defects() {
    return Stream.of(
            BrokenLookUps.ALL,
            BrokenWrites.ALL,
            BrokenOperations.ALL,
            BrokenPartners.ALL,
            BrokenRevocations.ALL,
            CrossingStores.ALL)
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void isCaughtByTheTestThatIsThereForIt(Defect defect) {
    TestExecutionSummary caught = run(defect.test(), defect.store());
    assertThat(caught.getFailures())
        .isNotEmpty()
        .allMatch(failure -> isVerdict(failure.getException()));
  }

  /** An assertion that failed, or what the broken store has thrown itself; not a broken test. */
  private static boolean isVerdict(Throwable failure) {
    return failure instanceof AssertionError
        || failure.getStackTrace()[0].getClassName().startsWith(Defect.class.getPackageName());
  }

  @ParameterizedTest
  @MethodSource("tests")
  void theSameTestPassesOnTheRightStore(String test) {
    TestExecutionSummary passed = run(test, DelegatingStore::new);
    assertThat(passed.getFailures()).isEmpty();
    assertThat(passed.getTestsSucceededCount()).isPositive();
  }

  static Stream<String> tests() {
    return defects().stream().map(Defect::test).distinct();
  }

  @Test
  void forEveryClauseThereIsABrokenStore() {
    Set<String> broken = new TreeSet<>();
    tests()
        .map(test -> method(test).getAnnotation(Clause.class).value())
        .forEach(clauses -> broken.addAll(List.of(clauses)));
    assertThat(broken).containsAll(clauses());
  }

  /** All clauses that a test of a store names; that these are all there are is tested elsewhere. */
  private static Set<String> clauses() {
    Set<String> clauses = new TreeSet<>();
    for (Method method : StoreOnTrial.class.getMethods()) {
      Clause clause = method.getAnnotation(Clause.class);
      if (clause != null) {
        clauses.addAll(List.of(clause.value()));
      }
    }
    return clauses;
  }

  /** Runs one test, all its invocations, on a store of its own each. */
  private static TestExecutionSummary run(String test, Supplier<? extends EmbedStore> store) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(StoreOnTrial.class, method(test)))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    StoreOnTrial.STORE.set(store);
    try {
      LauncherFactory.create().execute(request, listener);
    } finally {
      StoreOnTrial.STORE.remove();
    }
    return listener.getSummary();
  }

  private static Method method(String name) {
    List<Method> named =
        Arrays.stream(StoreOnTrial.class.getMethods())
            .filter(method -> method.getName().equals(name))
            .filter(method -> method.isAnnotationPresent(Clause.class))
            .toList();
    assertThat(named).as(name).hasSize(1);
    return named.get(0);
  }
}
