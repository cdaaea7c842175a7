package co.refport.embed.sample;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/**
 * What a host's own backend does for the partner who is signed in: mint in process, without an API
 * key. A real host asks its own session who that is; here the path's segment stands for it, which
 * is for a demonstration on loopback only.
 */
@Path("/demo/users/{user}")
@RequestScoped
public class DemoBackend {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Inject EmbedTokens tokens;

  @Inject ExpiredTokens expiredTokens;

  /** Made by the server. */
  public DemoBackend() {}

  /**
   * Mints a token.
   *
   * @param user who is signed in
   * @return the token and its expiry, or the error as the token endpoint would say it
   */
  @POST
  @Path("/token")
  public Response mint(@PathParam("user") String user) {
    return answer(user, who -> json(tokens.create(DemoData.ORGANIZATION, who.partner())));
  }

  /**
   * Mints a token that has expired, to show what becomes of it; for a demonstration on loopback.
   *
   * @param user who is signed in
   * @return as {@link #mint} does
   */
  @POST
  @Path("/expired-token")
  public Response mintExpired(@PathParam("user") String user) {
    return answer(user, who -> json(expiredTokens.create(who.partner())));
  }

  /**
   * Ends all tokens of the partner, as a host would at "sign out everywhere"; for a demonstration
   * on loopback.
   *
   * @param user who is signed in
   * @return an empty answer, or the error as the token endpoint would say it
   */
  @POST
  @Path("/revoke")
  public Response revoke(@PathParam("user") String user) {
    return answer(
        user,
        who -> {
          // a host knows the enrollment's id; the sample learns it from a token
          EmbedToken token = tokens.create(DemoData.ORGANIZATION, who.partner());
          String enrollment = tokens.verify(token.publicToken()).enrollmentId();
          tokens.revocations().revokeEnrollment(DemoData.ORGANIZATION, enrollment);
          return Response.noContent().build();
        });
  }

  private static Response answer(String user, Function<DemoUser, Response> action) {
    try {
      return DemoUser.ofId(user)
          .map(action)
          .orElseGet(() -> JsonAnswer.error(404, "NOT_FOUND", "There is no such demo user"));
    } catch (EmbedException e) {
      return JsonAnswer.error(e);
    }
  }

  private static Response json(EmbedToken token) {
    return JsonAnswer.ok(
        Json.createObjectBuilder()
            .add("publicToken", token.publicToken())
            .add("expires", INSTANT.format(token.expires()))
            .build());
  }
}
