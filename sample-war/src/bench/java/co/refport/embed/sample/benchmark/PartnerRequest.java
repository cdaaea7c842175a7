package co.refport.embed.sample.benchmark;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** The endpoint's request, read in the plainest way. */
public record PartnerRequest(String email, String name, String tenantId) {

  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());

  static PartnerRequest read(InputStream body) {
    try (JsonReader reader = READERS.createReader(body, StandardCharsets.UTF_8)) {
      JsonObject request = reader.readObject();
      JsonObject partner = request.getJsonObject("partner");
      return new PartnerRequest(
          partner.getString("email"), partner.getString("name"), request.getString("tenantId"));
    }
  }

  /** What the tables are indexed by. */
  static String key(String text) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
