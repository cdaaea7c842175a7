package co.refport.embed.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address that a client is counted by.
 *
 * @param counted an IPv4 address, or the /64 of an IPv6 address, because one client can use all of
 *     its /64; any other text as it is, or its hash if it is longer than an address
 * @param site the same, but the /48 of an IPv6 address, which is the most that one customer of a
 *     provider usually has (RFC 6177)
 */
record ClientAddress(String counted, String site) {

  private static final int NETWORK_BYTES = 8;
  private static final int SITE_BYTES = 6;

  /** The longest text of an IPv6 address. */
  private static final int MAX_LENGTH = 45;

  /** Only such a text is sure to be parsed without a name server. */
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+");

  /**
   * Returns what a client is counted by.
   *
   * @param address as the server or the host says it; null if the server knows none
   */
  static ClientAddress of(@Nullable String address) {
    if (address == null) {
      return new ClientAddress("unknown", "unknown");
    }
    int zone = address.indexOf('%');
    String literal = zone < 0 ? address : address.substring(0, zone);
    if (literal.length() > MAX_LENGTH) {
      String hash = Sha256.hex(address);
      return new ClientAddress(hash, hash);
    }
    if (!IPV6.matcher(literal).matches()) {
      return new ClientAddress(address, address);
    }
    try {
      InetAddress parsed = InetAddress.getByName(literal);
      return new ClientAddress(prefix(parsed, NETWORK_BYTES), prefix(parsed, SITE_BYTES));
    } catch (UnknownHostException e) {
      return new ClientAddress(address, address);
    }
  }

  private static String prefix(InetAddress address, int length) throws UnknownHostException {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress(); // an IPv4 address that was written as IPv6
    }
    Arrays.fill(bytes, length, bytes.length, (byte) 0);
    return InetAddress.getByAddress(bytes).getHostAddress() + "/" + length * Byte.SIZE;
  }
}
