package co.refport.embed.tck;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a store, ready to be called, on data that nobody else uses.
 *
 * @param name its name
 * @param action what calls it
 * @param expected what it returns when all goes well
 * @param reader reads what it changes; the same before and after for one that changes nothing
 * @param done what is read afterwards when all goes well
 * @param writes whether it changes anything
 */
record Operation(
    String name,
    Supplier<@Nullable Object> action,
    @Nullable Object expected,
    Supplier<Object> reader,
    Object done,
    boolean writes) {

  static Operation read(String name, Supplier<@Nullable Object> action, Object expected) {
    return new Operation(name, action, expected, () -> true, true, false);
  }

  static Operation write(
      String name,
      Supplier<@Nullable Object> action,
      @Nullable Object expected,
      Supplier<Object> reader,
      Object done) {
    return new Operation(name, action, expected, reader, done, true);
  }

  /** Calls it; an {@link AssertionError} when it returns anything but what it should. */
  void call() {
    Object returned = action.get();
    if (!Objects.equals(returned, expected)) {
      throw new AssertionError(name + " returned " + returned + " instead of " + expected);
    }
  }

  Object state() {
    return reader.get();
  }

  @Override
  public String toString() {
    return name;
  }
}
