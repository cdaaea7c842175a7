package co.refport.embed.tck;

import static java.util.concurrent.TimeUnit.SECONDS;

import co.refport.embed.tck.Faults.Hold;
import co.refport.embed.tck.Faults.Moment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Holds the first thread that comes to a moment. */
final class Gate implements Hold {

  private static final int PATIENCE_SECONDS = 30;

  private final Moment moment;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  Gate(Moment moment) {
    this.moment = moment;
  }

  /** Returns when the thread may go on. */
  void pass(Moment here) {
    if (here == moment && taken.compareAndSet(false, true)) {
      held.countDown();
      // held while many others are called: each of them has its own patience
      await(open, 10 * PATIENCE_SECONDS, "nobody let go");
    }
  }

  @Override
  public void awaitHeld() {
    await(held, PATIENCE_SECONDS, "nobody came to " + moment);
  }

  @Override
  public void close() {
    taken.set(true);
    open.countDown();
  }

  private static void await(CountDownLatch latch, int seconds, String otherwise) {
    try {
      if (!latch.await(seconds, SECONDS)) {
        throw new AssertionError(otherwise);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(otherwise, e);
    }
  }
}
