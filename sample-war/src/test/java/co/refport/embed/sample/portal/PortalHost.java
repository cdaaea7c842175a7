package co.refport.embed.sample.portal;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbedTokensBuilder;
import co.refport.embed.Revocations;
import co.refport.embed.SigningAlgorithm;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a host whose portal is guarded in every way there is: the store, and instances that
 * share it: for the portal, for its past, and with low limits.
 */
public final class PortalHost {

  static final String ORGANIZATION = "org_portal";
  static final String PROGRAM = "prg_portal";
  private static final String OTHER_ORGANIZATION = "org_origins";
  static final String API_KEY_ID = "key_portal";
  static final String ORIGIN = "https://app.example.com";

  private static final InMemoryEmbedStore STORE = new InMemoryEmbedStore();
  private static final ApiKey API_KEY = ApiKey.generate(new SecureRandom());
  private static final EmbedTokens CURRENT = builder().build();
  private static final EmbedTokens PAST =
      builder().clock(() -> Instant.now().minus(Duration.ofHours(1))).build();
  private static final EmbedTokens STRANGER =
      EmbedTokens.builder(STORE).signingSecret(new byte[32]).staleness(Duration.ZERO).build();
  private static final EmbedTokens LIMITED =
      builder().tokenLimit(RateLimit.perMinute(3)).addressLimit(RateLimit.perMinute(2)).build();

  static {
    STORE.insertProgram(
        new ProgramRecord(PROGRAM, ORGANIZATION, List.of(ORIGIN), true, Instant.EPOCH));
    STORE.insertProgram(
        new ProgramRecord(
            "prg_origins", OTHER_ORGANIZATION, longestOrigins(), true, Instant.EPOCH));
    STORE.insertApiKey(
        new ApiKeyRecord(API_KEY_ID, ORGANIZATION, API_KEY.sha256(), Instant.EPOCH, null, null));
  }

  private PortalHost() {}

  /** As many origins as are allowed, together as long as is allowed. */
  private static List<String> longestOrigins() {
    List<String> origins = new ArrayList<>();
    for (int i = 1; i < ProgramRecord.MAX_ORIGINS; i++) {
      origins.add("https://%s.%s:%d".formatted("a".repeat(60), "b".repeat(19), 1_000 + i));
    }
    String last = "https://" + "a".repeat(60) + ".";
    int rest = ProgramRecord.MAX_ORIGINS_LENGTH - String.join(" ", origins).length() - 1;
    origins.add(last + "b".repeat(rest - last.length()));
    return origins;
  }

  private static EmbedTokensBuilder builder() {
    return EmbedTokens.builder(STORE)
        .signingAlgorithm(SigningAlgorithm.ES256)
        .staleness(Duration.ZERO)
        .tokenLimit(RateLimit.perMinute(100_000))
        .addressLimit(RateLimit.perMinute(100_000));
  }

  static EmbedTokens current() {
    return CURRENT;
  }

  static EmbedTokens limited() {
    return LIMITED;
  }

  /** A token for this tenant, to which this has happened. */
  private static String token(String what, String tenant) {
    EmbedTokenRequest request =
        EmbedTokenRequest.builder()
            .tenantId(tenant)
            .partner(tenant + "@example.com", "Zoë <" + tenant + ">")
            .build();
    EmbedTokens minter =
        switch (what) {
          case "expired" -> PAST;
          case "stranger" -> STRANGER;
          default -> CURRENT;
        };
    String organization = what.equals("many-origins") ? OTHER_ORGANIZATION : ORGANIZATION;
    String token =
        what.equals("key-revoked")
            ? CURRENT.authenticate(API_KEY.text(), "127.0.0.1").create(request).publicToken()
            : minter.create(organization, request).publicToken();
    Revocations revocations = CURRENT.revocations();
    switch (what) {
      case "revoked" -> revocations.revokeToken(CURRENT.admit(token, "127.0.0.1").tokenId());
      case "enrollment-revoked" ->
          revocations.revokeEnrollment(ORGANIZATION, CURRENT.verify(token).enrollmentId());
      case "key-revoked" -> revocations.revokeApiKey(ORGANIZATION, API_KEY_ID);
      case "inactive" ->
          STORE.setEnrollmentActive(ORGANIZATION, CURRENT.verify(token).enrollmentId(), false);
      default -> {}
    }
    return token;
  }

  /** The suite's hand in the host: {@code POST /fixture?do=…&tenant=…} answers with a token. */
  @WebServlet(urlPatterns = "/fixture", loadOnStartup = 1)
  public static class Fixture extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain");
      response.getWriter().print(token(request.getParameter("do"), request.getParameter("tenant")));
    }
  }
}
