package co.refport.embed.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names what a test proves. Every clause that the SPI states has at least one test. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Clause {

  /**
   * The clauses, as {@link co.refport.embed.spi.EmbedStore} and its companions name them.
   *
   * @return at least one, such as {@code bind.once}
   */
  String[] value();
}
