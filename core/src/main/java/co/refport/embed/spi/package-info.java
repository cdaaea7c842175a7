/**
 * What a host may supply: where identity lives ({@link co.refport.embed.spi.EmbedStore} and its
 * optional companions), how requests are limited and who hears of what happened.
 */
@NullMarked
package co.refport.embed.spi;

import org.jspecify.annotations.NullMarked;
