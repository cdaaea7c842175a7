package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;

/** Finds what the host offers as CDI beans, and says so where there is no CDI. */
public final class HostBeans {

  private HostBeans() {}

  /** The application's one bean of this type, or an exception whose message is one sentence. */
  public static EmbedTokens tokens() {
    BeanManager beans;
    try {
      beans = CDI.current().getBeanManager();
    } catch (IllegalStateException | LinkageError e) {
      throw new IllegalStateException(
          "There is no CDI here to look for a bean of type EmbedTokens: override tokens().", e);
    }
    return TokensBean.find(beans);
  }

  /** Makes the bean if it is not there yet; throws what the bean throws. */
  static void createTokens() {
    // the one method of Object that a client proxy passes on
    String made = tokens().toString();
    assert made != null;
  }
}
