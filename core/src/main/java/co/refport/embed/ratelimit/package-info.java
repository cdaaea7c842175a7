/** Rate limiters that need nothing beside this module. */
@NullMarked
package co.refport.embed.ratelimit;

import org.jspecify.annotations.NullMarked;
