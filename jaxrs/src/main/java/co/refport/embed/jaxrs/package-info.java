/**
 * The token endpoint as a JAX-RS resource, mounted by a subclass of the host's.
 *
 * <p>Nothing in this jar is mounted by itself: it has no {@code Application}, no mapper, and no
 * class with a {@code @Path}. Its CDI extension and its servlet container initializer only check,
 * at start, that a mounted endpoint has the one bean that it needs.
 */
@NullMarked
package co.refport.embed.jaxrs;

import org.jspecify.annotations.NullMarked;
