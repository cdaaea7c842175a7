package co.refport.embed.tck;

/**
 * What a test can do to the way between a store and its data. {@link FaultyDataSource} does it to a
 * store on JDBC or JPA; a store on something else brings its own.
 *
 * <p>Safe for use by any number of threads. Nothing is wrong at first.
 */
public interface Faults {

  /** What goes wrong. */
  enum Trouble {
    /** Nobody answers: no connection can be made, and those that were made are broken. */
    UNREACHABLE,
    /** The connection breaks under what is asked of it, which is rolled back. */
    BROKEN,
    /** No answer comes in time. */
    SLOW,
    /** The pool has no connection left. */
    EXHAUSTED,
    /** There is no room left for what is written; the connection lives on. */
    FULL
  }

  /** Where on the way. */
  enum Moment {
    /** Before the data is asked or changed. */
    STATEMENT,
    /** Before the data is changed. */
    WRITE,
    /** Before changes are made to last, which then they are not. */
    COMMIT,
    /** After changes were made to last, before the store hears of it. */
    COMMITTED
  }

  /**
   * From now on everything fails that this trouble can strike.
   *
   * @param trouble what goes wrong
   */
  void fail(Trouble trouble);

  /**
   * One thing fails, and what comes after it does not.
   *
   * @param moment where
   * @param number the how many-th such moment from now on, from 1
   * @param trouble what goes wrong: {@code BROKEN} or {@code FULL}
   */
  void failOnce(Moment moment, int number, Trouble trouble);

  /**
   * Whether anything has failed.
   *
   * @return whether it has since the last call of {@link #fail}, {@link #failOnce} or {@link #heal}
   */
  boolean happened();

  /** Nothing fails any more; connections that were broken stay so. */
  void heal();

  /**
   * Holds the next thread that comes to a moment; others pass.
   *
   * @param moment where
   * @return what holds it until it is closed
   */
  Hold hold(Moment moment);

  /** Holds one thread. */
  interface Hold extends AutoCloseable {

    /** Waits until a thread is held; an {@link AssertionError} after half a minute. */
    void awaitHeld();

    /** Lets it go. */
    @Override
    void close();
  }
}
