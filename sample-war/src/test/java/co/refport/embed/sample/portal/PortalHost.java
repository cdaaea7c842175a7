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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The tokens of a host whose portal is guarded in every way there is, see {@link PortalParts}. */
public final class PortalHost {

  static final String ORGANIZATION = "org_portal";
  static final String PROGRAM = "prg_portal";
  static final String API_KEY_ID = "key_portal";
  static final String ORIGIN = "https://app.example.com";

  private PortalHost() {}

  /** The store, and instances that share it: for the portal, for its past, and with low limits. */
  @ApplicationScoped
  public static class Setup {

    private final InMemoryEmbedStore store = new InMemoryEmbedStore();
    private final ApiKey apiKey = ApiKey.generate(new SecureRandom());
    private final EmbedTokens current = builder().build();
    private final EmbedTokens past =
        builder().clock(() -> Instant.now().minus(Duration.ofHours(1))).build();
    private final EmbedTokens stranger =
        EmbedTokens.builder(store).signingSecret(new byte[32]).staleness(Duration.ZERO).build();
    private final EmbedTokens limited =
        builder().tokenLimit(RateLimit.perMinute(3)).addressLimit(RateLimit.perMinute(2)).build();

    public Setup() {
      store.insertProgram(
          new ProgramRecord(PROGRAM, ORGANIZATION, List.of(ORIGIN), true, Instant.EPOCH));
      store.insertApiKey(
          new ApiKeyRecord(API_KEY_ID, ORGANIZATION, apiKey.sha256(), Instant.EPOCH, null, null));
    }

    private EmbedTokensBuilder builder() {
      return EmbedTokens.builder(store)
          .signingAlgorithm(SigningAlgorithm.ES256)
          .staleness(Duration.ZERO)
          .tokenLimit(RateLimit.perMinute(100_000))
          .addressLimit(RateLimit.perMinute(100_000));
    }

    /** A token for this tenant, to which this has happened. */
    String token(String what, String tenant) {
      EmbedTokenRequest request =
          EmbedTokenRequest.builder()
              .tenantId(tenant)
              .partner(tenant + "@example.com", "Zoë <" + tenant + ">")
              .build();
      EmbedTokens minter =
          switch (what) {
            case "expired" -> past;
            case "stranger" -> stranger;
            default -> current;
          };
      String token =
          what.equals("key-revoked")
              ? current.authenticate(apiKey.text(), "127.0.0.1").create(request).publicToken()
              : minter.create(ORGANIZATION, request).publicToken();
      Revocations revocations = current.revocations();
      switch (what) {
        case "revoked" -> revocations.revokeToken(current.admit(token, "127.0.0.1").tokenId());
        case "enrollment-revoked" ->
            revocations.revokeEnrollment(ORGANIZATION, current.verify(token).enrollmentId());
        case "key-revoked" -> revocations.revokeApiKey(ORGANIZATION, API_KEY_ID);
        case "inactive" ->
            store.setEnrollmentActive(ORGANIZATION, current.verify(token).enrollmentId(), false);
        default -> {}
      }
      return token;
    }

    EmbedTokens limited() {
      return limited;
    }

    @Produces
    @ApplicationScoped
    EmbedTokens tokens() {
      return current;
    }
  }

  /** The suite's hand in the host: {@code POST /fixture?do=…&tenant=…} answers with a token. */
  @WebServlet(urlPatterns = "/fixture", loadOnStartup = 1)
  public static class Fixture extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient Setup setup;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain");
      response
          .getWriter()
          .print(setup.token(request.getParameter("do"), request.getParameter("tenant")));
    }
  }
}
