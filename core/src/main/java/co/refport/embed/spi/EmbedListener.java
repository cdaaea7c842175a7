package co.refport.embed.spi;

/**
 * Hears what happens: the place for audit and metrics.
 *
 * <p>Called after the fact, by the thread of the request, possibly by many threads at once: be
 * quick and thread-safe. An exception is logged by its class and otherwise ignored. Events carry
 * ids, never a secret, a token, an email, a name or a tenant id.
 */
@FunctionalInterface
public interface EmbedListener {

  /**
   * Something happened.
   *
   * @param event what; ignore types that you don't know, for releases add some
   */
  void onEvent(EmbedEvent event);
}
