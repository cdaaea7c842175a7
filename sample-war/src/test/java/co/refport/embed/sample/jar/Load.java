package co.refport.embed.sample.jar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers that send one request after the other, each on a thread of its own, until this is closed
 * or one of them finds something wrong.
 */
final class Load implements AutoCloseable {

  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final int MAX_CALLS = 200_000;

  /** Sends its request of this number, judges the answer, and returns the answer's status. */
  @FunctionalInterface
  interface Caller {
    int call(int number) throws Exception;
  }

  private record Outcome(String caller, int status) {}

  private final Map<String, Caller> callers;
  private final List<Thread> threads = new ArrayList<>();

  // guarded by this
  private final Map<Outcome, Integer> counts = new HashMap<>();
  private @Nullable Throwable failure;
  private boolean stopped;

  /** Starts the callers, each of which has a name. */
  Load(Map<String, Caller> callers) {
    this.callers = Map.copyOf(callers);
    this.callers.forEach((name, caller) -> threads.add(new Thread(() -> run(name, caller), name)));
    threads.forEach(Thread::start);
  }

  private void run(String name, Caller caller) {
    try {
      for (int number = 0; number < MAX_CALLS && !isStopped(); number++) {
        count(new Outcome(name, caller.call(number)));
      }
    } catch (Exception | AssertionError e) {
      fail(e);
    }
  }

  private synchronized boolean isStopped() {
    return stopped || failure != null;
  }

  private synchronized void count(Outcome outcome) {
    counts.merge(outcome, 1, Integer::sum);
    notifyAll();
  }

  private synchronized void fail(Throwable e) {
    failure = failure == null ? e : failure;
    notifyAll();
  }

  /** Waits until every caller has had so many more answers of this status. */
  synchronized void awaitMore(int count, int status) throws InterruptedException {
    Map<Outcome, Integer> before = Map.copyOf(counts);
    await(() -> haveAllMore(count, status, before));
  }

  /** Waits until so many answers of this status have come, whoever got them. */
  synchronized void awaitTotal(int count, int status) throws InterruptedException {
    await(() -> total(status) >= count);
  }

  private int total(int status) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().status() == status)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private synchronized void await(BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long left = TIMEOUT_NANOS - (System.nanoTime() - start);
      if (failure != null) {
        throw new AssertionError("a caller has found something wrong", failure);
      }
      if (left <= 0) {
        throw new AssertionError("waited in vain; answers so far: " + counts);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private boolean haveAllMore(int count, int status, Map<Outcome, Integer> before) {
    return callers.keySet().stream()
        .map(caller -> new Outcome(caller, status))
        .allMatch(
            outcome -> counts.getOrDefault(outcome, 0) - before.getOrDefault(outcome, 0) >= count);
  }

  /** Stops the callers, each after the request that it is sending. */
  @Override
  public void close() {
    synchronized (this) {
      stopped = true;
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (failure != null) {
        throw new AssertionError("a caller has found something wrong", failure);
      }
    }
  }
}
