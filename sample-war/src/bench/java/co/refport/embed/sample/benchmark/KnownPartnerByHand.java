package co.refport.embed.sample.benchmark;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

/**
 * What a host would write itself for known partners, and no more than has to be: one SELECT and one
 * HMAC. It asks for no API key.
 */
@Path("/by-hand/token")
@ApplicationScoped
public class KnownPartnerByHand {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER =
      base64("{\"alg\":\"HS256\",\"kid\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"typ\":\"by-hand+jwt\"}");

  @Resource(lookup = "java:app/jdbc/refport")
  DataSource dataSource;

  @POST
  public Response post(InputStream body) throws SQLException, GeneralSecurityException {
    PartnerRequest request = PartnerRequest.read(body);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, program_id, revision from refport_enrollment"
                    + " where program_id = ? and tenant_key = ? and active")) {
      select.setString(1, "prg_demo");
      select.setString(2, PartnerRequest.key(request.tenantId()));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? answer(row.getString(1), row.getString(2), row.getInt(3))
            : Response.status(404).build();
      }
    }
  }

  private static Response answer(String enrollmentId, String programId, int revision)
      throws GeneralSecurityException {
    Instant expires = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 900);
    String claims =
        JSON.createObjectBuilder()
            .add("iss", "refport-embed")
            .add("aud", "refport-embed")
            .add("sub", enrollmentId)
            .add("prg", programId)
            .add("akid", "key_00000000-0000-0000-0000-000000000000")
            .add("rev", revision)
            .add("jti", UUID.randomUUID().toString())
            .add("iat", expires.getEpochSecond() - 900)
            .add("exp", expires.getEpochSecond())
            .build()
            .toString();
    String signed = HEADER + "." + base64(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(KEY);
    String signature =
        BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    return Response.ok(
            JSON.createObjectBuilder()
                .add("publicToken", "pt_" + signed + "." + signature)
                .add("expires", expires.toString())
                .build()
                .toString(),
            "application/json")
        .build();
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
