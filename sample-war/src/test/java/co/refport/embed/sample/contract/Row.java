package co.refport.embed.sample.contract;

import java.util.function.UnaryOperator;

/**
 * One row of the contract: a good request with one thing changed, and what must come back.
 *
 * @param name what is different
 * @param change changes the good request
 * @param status the status
 * @param code the error's code; empty for a token
 * @param field the one field that {@code details} names; empty for none
 */
record Row(String name, UnaryOperator<RawHttp> change, int status, String code, String field) {

  static Row token(String name, UnaryOperator<RawHttp> change) {
    return new Row(name, change, 200, "", "");
  }

  static Row error(String name, int status, String code, UnaryOperator<RawHttp> change) {
    return new Row(name, change, status, code, "");
  }

  static Row invalid(String field, String body) {
    return new Row(body, request -> request.body(body), 422, "VALIDATION_ERROR", field);
  }

  @Override
  public String toString() {
    return name.length() > 60 ? name.substring(0, 60) + "…" : name;
  }
}
