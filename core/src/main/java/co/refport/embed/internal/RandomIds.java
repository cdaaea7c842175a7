package co.refport.embed.internal;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** Ids that cannot be guessed: 128 random bits in 22 base62 characters, behind a prefix. */
public final class RandomIds {

  private static final int BYTES = 16;
  private static final int DIGITS = 22;

  private final RandomGenerator random;

  public RandomIds(RandomGenerator random) {
    this.random = random;
  }

  public String next(String prefix) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return prefix + Base62.encode(new BigInteger(1, bits), DIGITS);
  }
}
