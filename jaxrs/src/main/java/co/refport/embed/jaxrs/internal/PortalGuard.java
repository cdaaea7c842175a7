package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedTokens;
import co.refport.embed.ErrorCode;
import co.refport.embed.VerifiedToken;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The portal part of the wire contract: judges one request to a page or an API of a portal.
 *
 * <p>A page is a GET or HEAD by navigation and has its token in the query; all else is an API call
 * and has it in the Authorization header. An API call may ask, at any guarded address, for what its
 * token says: the portal's script does, since it cannot see headers of its own page.
 */
public final class PortalGuard {

  private static final String SESSION = "application/vnd.refport.embed-session+json";

  private final JsonAnswerWriter writer;

  PortalGuard(JsonProvider json) {
    this.writer = new JsonAnswerWriter(json);
  }

  /** The guard on the application's JSON provider; looking that up is slow, so it is done once. */
  public static PortalGuard shared() {
    return Shared.GUARD;
  }

  private static final class Shared {
    static final PortalGuard GUARD = new PortalGuard(JsonProvider.provider());
  }

  /** Judges a request; throws nothing but errors that are no fault of the request. */
  public PortalVerdict judge(
      Supplier<EmbedTokens> tokens, PortalCall call, Supplier<ErrorPage> errorPage) {
    boolean page = isPage(call);
    boolean sent = false;
    try {
      String token = page ? queryToken(call.query()) : bearerToken(call);
      sent = token != null;
      VerifiedToken verified = tokens.get().admit(token, call.clientAddress());
      Map<String, String> headers = PortalHeaders.framedBy(verified.origins());
      if (!page && asksForSession(call)) {
        headers.put("Content-Type", SESSION);
        return new PortalVerdict.Answered(new HttpAnswer(200, headers, writer.session(verified)));
      }
      return new PortalVerdict.Admitted(verified, headers);
    } catch (RuntimeException | LinkageError e) {
      String requestId = UUID.randomUUID().toString();
      EmbedException refusal = Failure.refusal(e, requestId);
      return new PortalVerdict.Answered(answer(refusal, requestId, page, sent, errorPage));
    }
  }

  /** Returns the response to a request that has reached a resource past every guard. */
  HttpAnswer unguarded(String requestId) {
    EmbedException refusal =
        new EmbedException(ErrorCode.TOKEN_MISSING, "No token is accepted at this address");
    return answer(refusal, requestId, false, false, PortalGuard::plainPage);
  }

  private HttpAnswer answer(
      EmbedException refusal,
      String requestId,
      boolean page,
      boolean sent,
      Supplier<ErrorPage> errorPage) {
    // an error page knows no program and holds no data; framed by nobody, nobody would hear of it
    Map<String, String> headers = PortalHeaders.framedBy(page ? "*" : "'self'");
    if (refusal.code().httpStatus() == ErrorCode.TOKEN_INVALID.httpStatus()) {
      headers.put(
          "WWW-Authenticate",
          "Bearer realm=\"refport\"" + (sent ? ", error=\"invalid_token\"" : ""));
    }
    HttpAnswer json = writer.refusal(refusal, requestId, headers);
    if (!page) {
      return json;
    }
    headers.put("Content-Type", "text/html;charset=UTF-8");
    try {
      return new HttpAnswer(json.status(), headers, errorPage.get().write(refusal.code()));
    } catch (RuntimeException | LinkageError e) {
      // the host's texts failed, not ours
      EmbedException defect = Failure.refusal(e, requestId);
      return answer(defect, requestId, true, sent, PortalGuard::plainPage);
    }
  }

  private static ErrorPage plainPage() {
    return new ErrorPage(ErrorPage.shipped(null, List.of()), "");
  }

  private static boolean isPage(PortalCall call) {
    return (call.method().equals("GET") || call.method().equals("HEAD"))
        && call.headers("Authorization").isEmpty()
        && call.headers("Sec-Fetch-Mode").stream().allMatch("navigate"::equals);
  }

  private static boolean asksForSession(PortalCall call) {
    return call.method().equals("GET") && call.headers("Accept").equals(List.of(SESSION));
  }

  /** Null when none was sent. Two headers are no token, but something was sent. */
  private static @Nullable String bearerToken(PortalCall call) {
    if (call.headers("Authorization").size() > 1) {
      return "";
    }
    String token = BearerToken.of(call);
    return token == null || token.isEmpty() ? null : token;
  }

  /** Null when none was sent; the empty text, which is no token, when it cannot be read. */
  private static @Nullable String queryToken(@Nullable String query) {
    List<String> tokens = QueryString.values(query, "token");
    if (tokens.stream().allMatch(String::isEmpty)) {
      return null;
    }
    return tokens.size() == 1 ? QueryString.decode(tokens.get(0)) : "";
  }
}
