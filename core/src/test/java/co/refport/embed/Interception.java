package co.refport.embed;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.SigningKeyStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store in front of a real one, where a test can watch calls or answer some in its place. */
final class Interception {

  /** Answers a call, or null to let the real store answer. */
  interface Answer {
    @Nullable Object to(Method method, Object[] arguments);
  }

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final EmbedStore store;

  Interception(EmbedStore real, Answer answer) {
    this.store =
        (EmbedStore)
            Proxy.newProxyInstance(
                EmbedStore.class.getClassLoader(),
                new Class<?>[] {EmbedStore.class, SigningKeyStore.class},
                (proxy, method, given) -> {
                  Object[] arguments = given == null ? new Object[0] : given;
                  calls.add(method.getName());
                  Object answered = answer.to(method, arguments);
                  if (answered != null) {
                    return answered;
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  EmbedStore store() {
    return store;
  }

  /** The names of the operations that were called, in order. */
  List<String> calls() {
    return calls;
  }
}
