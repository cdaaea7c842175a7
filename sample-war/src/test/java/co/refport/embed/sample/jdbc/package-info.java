/** A store of one's own, on plain JDBC, that docs/stores.md walks through. */
@NullMarked
package co.refport.embed.sample.jdbc;

import org.jspecify.annotations.NullMarked;
