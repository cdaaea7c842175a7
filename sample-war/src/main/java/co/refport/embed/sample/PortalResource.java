package co.refport.embed.sample;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.servlet.EmbedPortal;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** What the portal's page asks for: the numbers of the one partner whom the token names. */
@Path("/portal/summary")
@RequestScoped
@EmbedTokenRequired
public class PortalResource {

  private static final System.Logger LOGGER = System.getLogger(PortalResource.class.getName());

  private static final String REFERRAL_LINK = "https://ledgerwren.example/hello/";
  private static final int REFERRAL_CODE_LENGTH = 8;

  @Resource(lookup = "java:app/jdbc/refport")
  @SuppressWarnings("NullAway.Init") // injected
  DataSource dataSource;

  /** Made by the server. */
  public PortalResource() {}

  /**
   * Reads the last twelve weeks.
   *
   * @param request the one that the guard has let in
   * @return name, referral link, totals, and the weeks, which are empty for a partner without rows
   */
  @GET
  public Response read(@Context HttpServletRequest request) {
    EmbeddedPartner partner = EmbedPortal.partner(request);
    try {
      return JsonAnswer.ok(summary(partner, weeks(partner)));
    } catch (SQLException e) {
      // no message: databases quote values in theirs
      LOGGER.log(
          System.Logger.Level.WARNING,
          "The activity could not be read: SQLState {0}",
          e.getSQLState());
      return JsonAnswer.unavailable("The numbers cannot be read right now");
    }
  }

  private List<Activity.Week> weeks(EmbeddedPartner partner) throws SQLException {
    String tenantId = partner.tenantId();
    return tenantId == null
        ? List.of()
        : new Activity(dataSource).lastWeeks(tenantId, LocalDate.now(ZoneOffset.UTC));
  }

  private static JsonObject summary(EmbeddedPartner partner, List<Activity.Week> weeks) {
    String name = partner.name();
    JsonArrayBuilder series = Json.createArrayBuilder();
    for (Activity.Week week : weeks) {
      series.add(
          Json.createObjectBuilder()
              .add("start", week.start().toString())
              .add("clicks", week.clicks())
              .add("leads", week.leads())
              .add("earningsCents", week.earningsCents()));
    }
    return Json.createObjectBuilder()
        .add("name", name == null ? partner.email() : name)
        .add("referralLink", REFERRAL_LINK + referralCode(partner))
        .add("currency", "EUR")
        .add(
            "totals",
            Json.createObjectBuilder()
                .add("clicks", weeks.stream().mapToLong(Activity.Week::clicks).sum())
                .add("leads", weeks.stream().mapToLong(Activity.Week::leads).sum())
                .add("earningsCents", weeks.stream().mapToLong(Activity.Week::earningsCents).sum()))
        .add("weeks", series)
        .build();
  }

  /** Enrollment ids end in random letters and digits, which tell nothing about the partner. */
  private static String referralCode(EmbeddedPartner partner) {
    String id = partner.enrollmentId();
    return id.substring(Math.max(0, id.length() - REFERRAL_CODE_LENGTH));
  }
}
