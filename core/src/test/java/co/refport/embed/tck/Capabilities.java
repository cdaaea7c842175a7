package co.refport.embed.tck;

import co.refport.embed.spi.EmbedStore;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a store can do, told by the types of the SPI that it is of. */
final class Capabilities {

  private Capabilities() {}

  /** The names of all operations, so that a test can tell whether it has forgotten one. */
  static SortedSet<String> operations(Object store) {
    SortedSet<String> names = new TreeSet<>();
    Deque<Class<?>> open = new ArrayDeque<>(List.of(store.getClass()));
    while (!open.isEmpty()) {
      Class<?> type = open.remove();
      if (type.getPackage() == EmbedStore.class.getPackage()) {
        for (Method method : type.getMethods()) {
          names.add(method.getName());
        }
      }
      open.addAll(List.of(type.getInterfaces()));
      Optional.<Class<?>>ofNullable(type.getSuperclass()).ifPresent(open::add);
    }
    return names;
  }
}
