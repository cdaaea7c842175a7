/**
 * The guard in front of an embedded portal, and the token endpoint as a servlet, for hosts without
 * JAX-RS.
 */
@NullMarked
package co.refport.embed.servlet;

import org.jspecify.annotations.NullMarked;
