package co.refport.embed.broken;

import java.util.function.Supplier;

/**
 * A store that does one thing wrong.
 *
 * @param what it does
 * @param test the name of the test that catches it
 * @param store makes such a store, empty
 */
record Defect(String what, String test, Supplier<DelegatingStore> store) {

  @Override
  public String toString() {
    return what;
  }
}
