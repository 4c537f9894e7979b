package pairmill.download;

import java.net.InetAddress;
import java.util.Arrays;

/// Addresses that share their first bits, such as `10.0.0.0/8`. Immutable.
final class AddressRange {
  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /// Reads `ADDRESS/BITS`, or a plain address as a range of one. Names are not looked up.
  ///
  /// @throws IllegalArgumentException when the text is neither
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(slash < 0 ? text : text.substring(0, slash), text);
    int bits = slash < 0 ? 8 * address.length : bits(text, slash, 8 * address.length);
    var range = new AddressRange(address, bits);
    if (!Arrays.equals(address, range.masked())) {
      throw new IllegalArgumentException(
          "\"%s\" has bits set beyond the first %d".formatted(text, bits));
    }
    return range;
  }

  /// Whether an address of 4 or 16 bytes lies in the range.
  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / 8;
    int mask = 0xFF00 >> bits % 8 & 0xFF;
    return Arrays.equals(address, 0, whole, network, 0, whole)
        && (mask == 0 || ((address[whole] ^ network[whole]) & mask) == 0);
  }

  private byte[] masked() {
    byte[] masked = new byte[network.length];
    for (int i = 0; i < bits; i++) {
      masked[i / 8] |= (byte) (network[i / 8] & 0x80 >> i % 8);
    }
    return masked;
  }

  private static byte[] literal(String address, String text) {
    boolean v4 = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (!v4 && !address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("\"%s\" is no IP address or range".formatted(text));
    }
    try {
      return InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"%s\" is no IP address or range".formatted(text), e);
    }
  }

  private static int bits(String text, int slash, int most) {
    String digits = text.substring(slash + 1);
    int bits = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : most + 1;
    if (bits > most) {
      throw new IllegalArgumentException(
          "\"%s\" needs a number from 0 to %d behind its slash".formatted(text, most));
    }
    return bits;
  }
}
