package co.refport.embed.internal;

import co.refport.embed.spi.TokenReference;
import java.time.Instant;

/** What a token says whose signature holds. */
record TokenClaims(String keyId, TokenReference reference, int revision, Instant expires) {}
