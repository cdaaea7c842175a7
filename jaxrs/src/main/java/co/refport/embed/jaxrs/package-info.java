/**
 * The token endpoint as a JAX-RS resource, mounted by a subclass of the host's.
 *
 * <p>Nothing in this jar is registered by itself: it has no {@code Application}, no mapper, and no
 * class with a {@code @Path}.
 */
@NullMarked
package co.refport.embed.jaxrs;

import org.jspecify.annotations.NullMarked;
