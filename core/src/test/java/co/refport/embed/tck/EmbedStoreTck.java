package co.refport.embed.tck;

import co.refport.embed.spi.EmbedStore;

/**
 * What an {@link EmbedStore} must hold. A store's test extends this class, and implements {@link
 * OperatorStoreTck}, {@link RevocationStoreTck}, {@link SigningKeyStoreTck}, {@link FaultTck},
 * {@link ScaleTck} and {@link CallerTransactionTck} as far as they apply.
 */
public abstract class EmbedStoreTck
    implements LookUpTck,
        EqualityTck,
        CreationTck,
        BindingTck,
        TokenStateTck,
        ResolutionTck,
        IsolationTck {

  /** For subclasses. */
  protected EmbedStoreTck() {}
}
