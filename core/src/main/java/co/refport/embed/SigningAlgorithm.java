package co.refport.embed;

import java.util.Arrays;
import java.util.Optional;

/**
 * How tokens are signed (RFC 7518, RFC 8037).
 *
 * <p>An HMAC is the cheapest by far, and whoever can verify it can mint. The asymmetric ones serve
 * deployments whose portal runs elsewhere: their public keys are published.
 */
public enum SigningAlgorithm {
  /** HMAC with SHA-256 and a secret of 256 bits. */
  HS256("HS256"),
  /** ECDSA on P-256 with SHA-256. */
  ES256("ES256"),
  /** EdDSA with Ed25519. */
  EDDSA("EdDSA");

  private final String headerValue;

  SigningAlgorithm(String headerValue) {
    this.headerValue = headerValue;
  }

  static Optional<SigningAlgorithm> ofHeaderValue(String value) {
    return Arrays.stream(values()).filter(known -> known.headerValue.equals(value)).findFirst();
  }

  /**
   * The algorithm's name in a token.
   *
   * @return the value of {@code alg}
   */
  public String headerValue() {
    return headerValue;
  }

  /**
   * Whether the key that verifies can be published.
   *
   * @return false for an HMAC
   */
  public boolean isAsymmetric() {
    return this != HS256;
  }
}
