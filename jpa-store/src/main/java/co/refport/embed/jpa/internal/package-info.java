/** Not for hosts: the rows, and what their database's errors mean. */
@NullMarked
package co.refport.embed.jpa.internal;

import org.jspecify.annotations.NullMarked;
