package co.refport.embed.sample.contract;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The suite's hand inside the server: deactivates an enrollment (POST), and counts what is stored
 * (GET).
 */
abstract class ContractFixture extends HttpServlet {

  static final String PATH = "/contract-fixture";

  @Serial private static final long serialVersionUID = 1L;

  abstract DataSource database();

  /** What the names of the store's tables begin with. */
  abstract String tables();

  /** Sets up what the contract's rows need. */
  static void setUp(OperatorStore store) {
    Instant now = Instant.now();
    store.insertProgram(new ProgramRecord("prg_contract", "org_contract", now));
    store.insertProgram(new ProgramRecord("prg_other", "org_other", now));
    for (Keys key : Keys.values()) {
      if (key != Keys.UNKNOWN) {
        store.insertApiKey(
            new ApiKeyRecord(
                "key_" + key.name(),
                key.organizationId(),
                key.apiKey().sha256(),
                now,
                key == Keys.EXPIRED ? now : null,
                key == Keys.REVOKED ? now : null));
      }
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    try (Connection connection = database().getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE " + tables() + "enrollment SET active = FALSE WHERE id = ?")) {
      update.setString(1, request.getParameter("enrollment"));
      response.setStatus(update.executeUpdate() == 1 ? 204 : 404);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  /** Answers "partners enrollments" of the suite's organizations. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String partners =
        "SELECT COUNT(*) FROM "
            + tables()
            + "partner WHERE organization_id LIKE 'org_%' AND email LIKE ?";
    String enrollments =
        "SELECT COUNT(*) FROM "
            + tables()
            + "enrollment e JOIN "
            + tables()
            + "partner p ON p.id = e.partner_id"
            + " WHERE p.email LIKE ?";
    String email = request.getParameter("email");
    response.setContentType("text/plain");
    response.getWriter().print(count(partners, email) + " " + count(enrollments, email));
  }

  private long count(String sql, String email) throws ServletException {
    try (Connection connection = database().getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, email);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
