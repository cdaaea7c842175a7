package co.refport.embed.sample.benchmark;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A new partner in one transaction of two INSERTs and nothing else: no look-up, no API key, no
 * signature.
 */
@Path("/by-hand/enrollment")
@ApplicationScoped
public class NewPartnerByHand {

  /** Tables like the library's, with the same rules, indexes and rows. */
  static final String TABLES =
      """
      create table by_hand_partner (like refport_partner including all);
      create table by_hand_enrollment (like refport_enrollment including all,
        foreign key (program_id) references refport_program (id),
        foreign key (partner_id) references by_hand_partner (id));
      insert into by_hand_partner select * from refport_partner;
      insert into by_hand_enrollment select * from refport_enrollment;
      """;

  private static final String ANSWER =
      "{\"publicToken\":\"" + "x".repeat(420) + "\",\"expires\":\"2026-01-01T00:00:00.000Z\"}";

  @Resource(lookup = "java:app/jdbc/refport")
  DataSource dataSource;

  @POST
  public Response post(InputStream body) throws SQLException, GeneralSecurityException {
    PartnerRequest request = PartnerRequest.read(body);
    String partnerId = "ptn_" + UUID.randomUUID();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        insertPartner(connection, partnerId, request);
        insertEnrollment(connection, partnerId, request);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
    return Response.ok(ANSWER, "application/json").build();
  }

  private static void insertPartner(Connection connection, String id, PartnerRequest request)
      throws SQLException, GeneralSecurityException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into by_hand_partner (id, organization_id, email_key, email, typed_email, name,"
                + " created_at) values (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, id);
      insert.setString(2, "org_demo");
      insert.setString(3, PartnerRequest.key(request.email()));
      insert.setString(4, request.email());
      insert.setString(5, request.email());
      insert.setString(6, request.name());
      insert.setLong(7, System.currentTimeMillis());
      insert.executeUpdate();
    }
  }

  private static void insertEnrollment(
      Connection connection, String partnerId, PartnerRequest request)
      throws SQLException, GeneralSecurityException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into by_hand_enrollment (id, program_id, partner_id, tenant_key, tenant_id,"
                + " active, revision, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, "enr_" + UUID.randomUUID());
      insert.setString(2, "prg_demo");
      insert.setString(3, partnerId);
      insert.setString(4, PartnerRequest.key(request.tenantId()));
      insert.setString(5, request.tenantId());
      insert.setBoolean(6, true);
      insert.setInt(7, 0);
      insert.setLong(8, System.currentTimeMillis());
      insert.executeUpdate();
    }
  }
}
