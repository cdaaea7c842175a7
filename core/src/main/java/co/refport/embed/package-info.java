/**
 * Short-lived public tokens that let one partner's browser into one embedded portal.
 *
 * <p>{@link co.refport.embed.EmbedTokens} is the entry point. Where the data lives is decided by
 * {@link co.refport.embed.spi}.
 */
@NullMarked
package co.refport.embed;

import org.jspecify.annotations.NullMarked;
