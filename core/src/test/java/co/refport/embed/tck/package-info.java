/**
 * What every store must hold: each clause of {@link co.refport.embed.spi.EmbedStore} and its
 * companions is a test that names it.
 *
 * <p>A store's own test extends {@link co.refport.embed.tck.EmbedStoreTck}, and implements {@link
 * co.refport.embed.tck.OperatorStoreTck}, {@link co.refport.embed.tck.SigningKeyStoreTck} and
 * {@link co.refport.embed.tck.RevocationStoreTck} if the store has these capabilities. The tests
 * use random ids, so that they can share a database with each other; JUnit 5 and AssertJ must be on
 * the class path.
 */
@NullMarked
package co.refport.embed.tck;

import org.jspecify.annotations.NullMarked;
