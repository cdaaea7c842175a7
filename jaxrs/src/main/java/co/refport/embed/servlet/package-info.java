/** The token endpoint as a servlet, for hosts without JAX-RS. */
@NullMarked
package co.refport.embed.servlet;

import org.jspecify.annotations.NullMarked;
