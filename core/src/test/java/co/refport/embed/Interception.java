package co.refport.embed;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.StoreUnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A store in front of a real one, where a test can watch calls or answer some in its place. */
final class Interception {

  /** Answers a call, or null to let the real store answer. */
  interface Answer {
    @Nullable Object to(Method method, Object[] arguments) throws InterruptedException;
  }

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final EmbedStore store;

  Interception(EmbedStore real, Answer answer) {
    this(
        real,
        answer,
        EmbedStore.class,
        SigningKeyStore.class,
        RevocationStore.class,
        OperatorStore.class);
  }

  /** A store that is of these types only. */
  Interception(EmbedStore real, Answer answer, Class<?>... types) {
    this.store =
        (EmbedStore)
            Proxy.newProxyInstance(
                EmbedStore.class.getClassLoader(),
                types,
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

  /** Watches only. */
  static Interception watching(EmbedStore real) {
    return new Interception(real, (method, arguments) -> null);
  }

  /** A store that cannot be reached while the flag is set. */
  static Interception failingWhile(AtomicBoolean away, EmbedStore real) {
    return new Interception(
        real,
        (method, arguments) -> {
          if (away.get()) {
            throw new StoreUnavailableException("no connection", new IOException());
          }
          return null;
        });
  }

  EmbedStore store() {
    return store;
  }

  /** The names of the operations that were called, in order. */
  List<String> calls() {
    return calls;
  }

  /** How often an operation was called. */
  long count(String operation) {
    return calls.stream().filter(operation::equals).count();
  }
}
