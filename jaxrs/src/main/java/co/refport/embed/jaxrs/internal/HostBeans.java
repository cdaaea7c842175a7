package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;

/** Finds what the host offers as CDI beans, and says so where there is no CDI. */
public final class HostBeans {

  private HostBeans() {}

  /**
   * Returns the application's one bean of this type. Otherwise throws an {@link
   * IllegalStateException} whose message is one sentence.
   *
   * @param mounts the names of the host's classes that need the bean
   */
  public static EmbedTokens tokens(String... mounts) {
    BeanManager beans;
    try {
      beans = CDI.current().getBeanManager();
    } catch (IllegalStateException | LinkageError e) {
      throw new IllegalStateException(
          "There is no CDI here to look for a bean of type EmbedTokens: override tokens() in "
              + String.join(", ", mounts)
              + ".",
          e);
    }
    return TokensBean.find(beans, List.of(mounts));
  }

  /** Makes the bean if it is not there yet; throws what the bean throws. */
  static void createTokens(List<String> mounts) {
    // the one method of Object that a client proxy passes on
    String made = tokens(mounts.toArray(String[]::new)).toString();
    assert made != null;
  }
}
