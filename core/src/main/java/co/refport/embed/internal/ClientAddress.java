package co.refport.embed.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The address that a client is counted by. */
final class ClientAddress {

  /** The bytes of an IPv6 address that name a network (RFC 4291, section 2.5.4). */
  private static final int NETWORK_BYTES = 8;

  /** The longest text of an IPv6 address. */
  private static final int MAX_LENGTH = 45;

  private ClientAddress() {}

  /**
   * Returns the network of an IPv6 address as text, because one client can use all of its /64. Any
   * other text is returned as it is, or its hash if it is longer than an address.
   */
  static String counted(String address) {
    int zone = address.indexOf('%');
    String literal = zone < 0 ? address : address.substring(0, zone);
    if (literal.length() > MAX_LENGTH) {
      return Sha256.hex(address);
    }
    // only a text with a colon is sure to be parsed without a name server
    return literal.indexOf(':') < 0 ? address : network(literal, address);
  }

  private static String network(String literal, String otherwise) {
    try {
      InetAddress parsed = InetAddress.getByName(literal);
      byte[] bytes = parsed.getAddress();
      if (bytes.length <= NETWORK_BYTES) {
        return parsed.getHostAddress(); // an IPv4 address that was written as IPv6
      }
      Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      return otherwise;
    }
  }
}
