package co.refport.embed;

/**
 * Why a request was refused, as callers see it on the wire.
 *
 * <p>The names are part of the wire contract and never change.
 */
public enum ErrorCode {
  /** The API key is missing, malformed, unknown, expired or revoked. */
  UNAUTHORIZED(401),
  /** No token was sent to the portal. */
  TOKEN_MISSING(401),
  /** The token is malformed, not signed by this deployment, or for nothing that exists. */
  TOKEN_INVALID(401),
  /** The token was good until it expired. */
  TOKEN_EXPIRED(401),
  /** The token was good until it, its enrollment's tokens or its API key were revoked. */
  TOKEN_REVOKED(401),
  /** The token is good, but its enrollment or program is not active. */
  ENROLLMENT_INACTIVE(403),
  /** No active program, or an identifier that names nothing in it. */
  NOT_FOUND(404),
  /** The HTTP method is not one that the endpoint has. */
  METHOD_NOT_ALLOWED(405),
  /** The body was not complete in time. */
  REQUEST_TIMEOUT(408),
  /** The identifiers of one request name different enrollments. */
  CONFLICT(409),
  /** The body is larger than the endpoint reads. */
  PAYLOAD_TOO_LARGE(413),
  /** The body is not declared to be JSON. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /** A required field is missing, or a field breaks its rule. */
  VALIDATION_ERROR(422),
  /** The allowance of requests is used up for the moment. */
  RATE_LIMIT_EXCEEDED(429),
  /** A defect on our side; the same request may succeed later or never. */
  INTERNAL_ERROR(500),
  /**
   * The store cannot be reached, or the request's deadline has passed. The same request is expected
   * to succeed later.
   */
  SERVICE_UNAVAILABLE(503);

  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /**
   * The HTTP status that goes with this code.
   *
   * @return a status from 400 to 599
   */
  public int httpStatus() {
    return httpStatus;
  }
}
