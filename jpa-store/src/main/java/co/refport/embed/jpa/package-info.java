/**
 * The reference store, on a relational database through Jakarta Persistence.
 *
 * <p>A host creates the tables with the scripts in {@code co/refport/embed/jpa/ddl}, one folder a
 * database, by hand or by Flyway, lists {@code META-INF/refport-embed-orm.xml} as a mapping file of
 * its persistence unit, and makes a {@link co.refport.embed.jpa.JpaEmbedStore}.
 */
@NullMarked
package co.refport.embed.jpa;

import org.jspecify.annotations.NullMarked;
