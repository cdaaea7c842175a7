package co.refport.embed.internal;

import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedListener;
import java.lang.System.Logger.Level;
import java.util.List;

/** Tells all listeners; a listener that fails does not fail the request. */
final class Listeners {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");

  private final List<EmbedListener> listeners;

  Listeners(List<EmbedListener> listeners) {
    this.listeners = listeners;
  }

  void tell(EmbedEvent event) {
    for (EmbedListener listener : listeners) {
      try {
        listener.onEvent(event);
      } catch (RuntimeException e) {
        // the class only: a message of the host's may quote anything
        LOG.log(
            Level.WARNING,
            "{0} failed on {1} with {2}",
            listener.getClass().getName(),
            event.getClass().getSimpleName(),
            e.getClass().getName());
      }
    }
  }
}
