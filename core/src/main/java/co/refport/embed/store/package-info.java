/** Stores that need nothing beside this module. */
@NullMarked
package co.refport.embed.store;

import org.jspecify.annotations.NullMarked;
