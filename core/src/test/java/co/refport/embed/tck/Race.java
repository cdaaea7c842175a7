package co.refport.embed.tck;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls that start at the same moment, each in a thread of its own. */
public final class Race {

  /** How many threads take part. */
  static final int THREADS = 64;

  private Race() {}

  /** Lets every thread make its call, given its number; returns what the calls returned. */
  static <T> List<T> run(IntFunction<T> call) throws Exception {
    return run(THREADS, call);
  }

  /**
   * The same with so many threads.
   *
   * @param <T> what a call returns
   * @param threads how many
   * @param call the call of a thread, given its number
   * @return what the calls returned, in the order of the threads' numbers
   * @throws Exception what the first of them threw
   */
  public static <T> List<T> run(int threads, IntFunction<T> call) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(
            executor.submit(
                () -> {
                  start.await(1, MINUTES);
                  return call.apply(number);
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(2, MINUTES));
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
