package co.refport.embed.sample;

import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.ChangeResult;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers to the operator's page: what went wrong is said in the form of every other error. */
final class OperatorAnswer {

  private OperatorAnswer() {}

  /** What the action answers, or why there is no answer. */
  static Response of(Supplier<Response> action) {
    try {
      return action.get();
    } catch (OperatorBody.Refused e) {
      String code = e.status() == 413 ? "PAYLOAD_TOO_LARGE" : "BAD_REQUEST";
      return JsonAnswer.error(e.status(), code, String.valueOf(e.getMessage()));
    } catch (EmbedException e) {
      return e.code() == ErrorCode.VALIDATION_ERROR
          ? JsonAnswer.error(400, "BAD_REQUEST", String.valueOf(e.getMessage()))
          : JsonAnswer.error(e);
    }
  }

  /** Nothing to say when it is done; otherwise there was nothing of that id. */
  static Response done(boolean done, String what) {
    return done
        ? Response.noContent().build()
        : JsonAnswer.error(404, "NOT_FOUND", "The organization has no such " + what);
  }

  /** Nothing to say when it is changed; otherwise why it is not. */
  static Response of(ChangeResult result, String taken) {
    return switch (result) {
      case CHANGED -> done(true, "enrollment");
      case NOT_FOUND -> done(false, "enrollment");
      case TAKEN -> JsonAnswer.error(409, "CONFLICT", taken);
    };
  }
}
