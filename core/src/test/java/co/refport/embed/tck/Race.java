package co.refport.embed.tck;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls that start at the same moment. */
final class Race {

  /** How many threads take part. */
  static final int THREADS = 64;

  private Race() {}

  /** Lets every thread make its call, given its number; returns what the calls returned. */
  static <T> List<T> run(IntFunction<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        futures.add(
            threads.submit(
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
      threads.shutdownNow();
    }
  }
}
