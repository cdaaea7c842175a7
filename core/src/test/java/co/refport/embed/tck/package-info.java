/**
 * What every store must hold: each clause that {@link co.refport.embed.spi.EmbedStore} and its
 * companions state has a test that names it by {@link co.refport.embed.tck.Clause}.
 *
 * <p>A store's own test extends {@link co.refport.embed.tck.EmbedStoreTck}, and implements {@link
 * co.refport.embed.tck.OperatorStoreTck}, {@link co.refport.embed.tck.SigningKeyStoreTck} and
 * {@link co.refport.embed.tck.RevocationStoreTck} if the store has these capabilities, and {@link
 * co.refport.embed.tck.CallerTransactionTck} if its callers may have transactions of their own.
 * {@link co.refport.embed.tck.FaultTck} and {@link co.refport.embed.tck.ScaleTck} prove what
 * happens when the data cannot be reached, and when there is much of it. The tests need some way to
 * set up programs and API keys, see {@link co.refport.embed.tck.StoreUnderTest#operator}. They use
 * random ids, so that they can share a database with each other; JUnit 5 and AssertJ must be on the
 * class path.
 */
@NullMarked
package co.refport.embed.tck;

import org.jspecify.annotations.NullMarked;
