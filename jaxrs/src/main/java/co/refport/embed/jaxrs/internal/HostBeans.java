package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

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
      beans = beanManager();
    } catch (IllegalStateException | LinkageError e) {
      throw new IllegalStateException(
          "There is no CDI here to look for a bean of type EmbedTokens: override tokens() in "
              + String.join(", ", mounts)
              + ".",
          e);
    }
    return TokensBean.find(beans, List.of(mounts));
  }

  /**
   * Returns the bean manager of the application that this thread serves. {@link CDI#current()} goes
   * by the class that asks, which in the {@code lib} folder of an EAR sees no application's beans.
   *
   * @throws IllegalStateException if CDI does not run here
   * @throws LinkageError if the server has no CDI
   */
  @SuppressWarnings("BanJNDI") // the name is a constant that the server binds
  static BeanManager beanManager() {
    try {
      return (BeanManager) new InitialContext().lookup("java:comp/BeanManager");
    } catch (NamingException e) {
      return CDI.current().getBeanManager();
    }
  }

  /** Makes the bean if it is not there yet; throws what the bean throws. */
  static void createTokens(List<String> mounts) {
    // the one method of Object that a client proxy passes on
    String made = tokens(mounts.toArray(String[]::new)).toString();
    assert made != null;
  }
}
