package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The host's CDI bean of type {@link EmbedTokens}; a server without CDI cannot load this. */
final class TokensBean {

  private static final Set<Class<? extends Annotation>> SHORT_LIVED =
      Set.of(Dependent.class, RequestScoped.class, SessionScoped.class, ConversationScoped.class);

  private TokensBean() {}

  /** The one bean, or an exception whose message is one sentence. */
  static EmbedTokens find(BeanManager beans, Collection<String> mounts) {
    Set<Bean<?>> candidates = beans.getBeans(EmbedTokens.class);
    problem(beans, candidates, mounts)
        .ifPresent(
            problem -> {
              throw new IllegalStateException(problem);
            });
    Bean<?> bean = beans.resolve(candidates);
    return (EmbedTokens)
        beans.getReference(bean, EmbedTokens.class, beans.createCreationalContext(bean));
  }

  /**
   * Returns what is wrong with these beans, as one sentence; empty if one of them can be used.
   *
   * @param mounts the names of the host's classes that need the bean
   */
  static Optional<String> problem(
      BeanManager beans, Set<Bean<?>> candidates, Collection<String> mounts) {
    Bean<?> bean;
    try {
      bean = beans.resolve(candidates);
    } catch (AmbiguousResolutionException e) {
      return Optional.of(count("more than one", mounts));
    }
    if (bean == null) {
      return Optional.of(count("no", mounts));
    }
    return SHORT_LIVED.contains(bean.getScope())
        ? Optional.of(
            "The CDI bean of type co.refport.embed.EmbedTokens is @"
                + bean.getScope().getSimpleName()
                + " but must live as long as the application, since it holds the rate limits:"
                + " annotate its producer @ApplicationScoped.")
        : Optional.empty();
  }

  private static String count(String count, Collection<String> mounts) {
    return "The application has "
        + count
        + " CDI bean of type co.refport.embed.EmbedTokens but must have exactly one, or override"
        + " tokens() in "
        + String.join(", ", mounts)
        + ".";
  }
}
