/**
 * The token endpoint, the published keys and the guard of a portal's resources, for JAX-RS: mounted
 * by subclasses of the host's.
 *
 * <p>Nothing in this jar is mounted by itself: it has no {@code Application}, no mapper, and no
 * class with a {@code @Path} or a {@code @Provider}. Its CDI extension and its servlet container
 * initializer only check, at start, that what is mounted has what it needs; an interceptor closes
 * resources whose guard was forgotten.
 */
@NullMarked
package co.refport.embed.jaxrs;

import org.jspecify.annotations.NullMarked;
