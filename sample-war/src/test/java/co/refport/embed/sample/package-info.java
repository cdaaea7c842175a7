@NullMarked
package co.refport.embed.sample;

import org.jspecify.annotations.NullMarked;
