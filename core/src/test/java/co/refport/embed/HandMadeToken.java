package co.refport.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A token that differs from a good one where a test says so, with a right signature over whatever
 * that gives.
 */
final class HandMadeToken {

  private final Map<String, String> header;
  private final Map<String, String> claims;

  private HandMadeToken(Map<String, String> header, Map<String, String> claims) {
    this.header = header;
    this.claims = claims;
  }

  /** As this one until changed. */
  static HandMadeToken like(String token) {
    String[] parts = token.substring("pt_".length()).split("\\.", -1);
    return new HandMadeToken(members(parts[0]), members(parts[1]));
  }

  private static Map<String, String> members(String part) {
    try {
      Map<String, String> members = new LinkedHashMap<>();
      JsonUtil.parseJson(new String(Base64.getUrlDecoder().decode(part), UTF_8))
          .forEach(
              (name, value) ->
                  members.put(name, value instanceof String ? quote(value) : "" + value));
      return members;
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  static String quote(Object text) {
    return "\"" + text + "\"";
  }

  /** With this value, given as JSON; without the member when it is null. */
  HandMadeToken header(String name, @Nullable String json) {
    return new HandMadeToken(with(header, name, json), claims);
  }

  /** With this value, given as JSON; without the member when it is null. */
  HandMadeToken claim(String name, @Nullable String json) {
    return new HandMadeToken(header, with(claims, name, json));
  }

  private static Map<String, String> with(
      Map<String, String> members, String name, @Nullable String json) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.remove(name);
    if (json != null) {
      changed.put(name, json);
    }
    return changed;
  }

  String header() {
    return json(header);
  }

  String claims() {
    return json(claims);
  }

  private static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> quote(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Signed with the fixture's secret. */
  String sign() {
    return sign(header(), claims());
  }

  static String sign(String header, String payload) {
    return sign(header, payload, "HmacSHA256", Fixture.SECRET);
  }

  static String sign(String header, String payload, String algorithm, byte[] secret) {
    String signed = encode(header.getBytes(UTF_8)) + "." + encode(payload.getBytes(UTF_8));
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return "pt_" + signed + "." + encode(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
