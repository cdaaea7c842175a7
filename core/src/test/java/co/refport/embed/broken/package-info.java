/** Stores that are wrong on purpose, and the proof that the tests of stores catch them. */
@NullMarked
package co.refport.embed.broken;

import org.jspecify.annotations.NullMarked;
