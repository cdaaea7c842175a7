/**
 * The smallest honest host: mounts the token endpoint on H2 or PostgreSQL, on any Jakarta EE 10
 * server, and shows a visitor what it does.
 */
@NullMarked
package co.refport.embed.sample;

import org.jspecify.annotations.NullMarked;
