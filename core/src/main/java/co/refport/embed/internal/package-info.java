/** Not for use by hosts: anything here may change in any release. */
@NullMarked
package co.refport.embed.internal;

import org.jspecify.annotations.NullMarked;
