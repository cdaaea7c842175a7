package co.refport.embed.internal;

import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.OperatorStore;
import java.util.function.Function;
import java.util.function.Predicate;

/** How an operator's call reaches the store, if it is one for operators. */
record Operations(EmbedStore store, Gate gate, Listeners listeners) {

  private static final int MAX_ORGANIZATION_ID_LENGTH = 64;

  <T> T run(Function<OperatorStore, T> operation) {
    return gate.pass(
        () -> {
          if (store instanceof OperatorStore operators) {
            return operation.apply(operators);
          }
          throw new UnsupportedOperationException(
              "The store is not for operators: it does not implement OperatorStore.");
        });
  }

  /** Changes something, and forgets what was read of it; the event is told if it was changed. */
  boolean change(Runnable forget, Predicate<OperatorStore> operation, EmbedEvent event) {
    return change(forget, operation::test, true, event);
  }

  /** The same for an operation that returns {@code changed} if it has changed something. */
  <T> T change(Runnable forget, Function<OperatorStore, T> operation, T changed, EmbedEvent event) {
    return run(
        store -> {
          T result;
          try {
            result = operation.apply(store);
          } finally {
            forget.run(); // also when the store's answer was lost
          }
          if (result.equals(changed)) {
            tell(event);
          }
          return result;
        });
  }

  void tell(EmbedEvent event) {
    listeners.tell(event);
  }

  static void requireOrganizationId(String organizationId) {
    int length = organizationId.length();
    if (length == 0 || length > MAX_ORGANIZATION_ID_LENGTH) {
      throw new IllegalArgumentException(
          "organizationId has "
              + length
              + " characters but must have 1 to "
              + MAX_ORGANIZATION_ID_LENGTH
              + ".");
    }
    if (organizationId.codePoints().anyMatch(Identity::isForbidden)) {
      throw new IllegalArgumentException(
          "organizationId must have no control character and no unpaired surrogate.");
    }
  }
}
