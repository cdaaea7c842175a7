package co.refport.embed.broken;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CountDownLatch;

/** Where two threads that have read wait for each other before they write. */
final class Meeting {

  private static final long LIMIT_SECONDS = 30;

  private final CountDownLatch arrivals = new CountDownLatch(2);

  /** Holds up the first thread until the second is there, and nobody afterwards. */
  void join() {
    arrivals.countDown();
    try {
      if (!arrivals.await(LIMIT_SECONDS, SECONDS)) {
        throw new IllegalStateException("nobody else came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
