package pairmill.download;

import static java.util.function.Predicate.isEqual;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pairmill.pair.Reason;

/// Says which addresses and ports may be connected to: those of the public web, on 80 and 443, and
/// what was opened by name. Immutable.
///
/// It knows addresses only: whoever connects must ask about every address that a name resolves to,
/// connect to one that was asked about, and ask again for every redirect.
public final class AddressGuard {
  /// Nothing but the public web.
  public static final AddressGuard PUBLIC_WEB = new AddressGuard(List.of());

  /// The special-purpose registries of IANA, and ranges that lead to other addresses inside.
  private static final List<AddressRange> DENIED =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96", // with :: and ::1
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23", // with Teredo
              "2001:db8::/32",
              "2002::/16", // 6to4
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .stream()
          .map(AddressRange::parse)
          .toList();

  /// The first bytes of ::ffff:0:0/96, IPv4-mapped addresses.
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private final List<Opening> openings;

  private AddressGuard(List<Opening> openings) {
    this.openings = openings;
  }

  /// A guard that lets addresses through which would be denied: one's own servers.
  ///
  /// @param allowed entries `CIDR[:PORT]`: an address or range, and the one port that is opened, or
  ///   every port where none is named; IPv6 stands in brackets when a port follows
  /// @throws IllegalArgumentException when an entry cannot be read
  public static AddressGuard opening(List<String> allowed) {
    return new AddressGuard(allowed.stream().map(Opening::parse).toList());
  }

  /// Why an address may not be connected to; empty when it may.
  public Optional<Reason> refusal(InetAddress address, int port) {
    byte[] bytes = inner(address.getAddress());
    if (openings.stream().anyMatch(o -> o.opens(port) && o.range.contains(bytes))) {
      return Optional.empty();
    }
    if (DENIED.stream().anyMatch(range -> range.contains(bytes))) {
      return Optional.of(Reason.ADDRESS_DENIED);
    }
    return isWebPort(port) ? Optional.empty() : Optional.of(Reason.PORT_DENIED);
  }

  /// Whether there is any address at which the port may be connected to.
  public boolean mayOpen(int port) {
    return isWebPort(port) || openings.stream().anyMatch(o -> o.opens(port));
  }

  private static boolean isWebPort(int port) {
    return port == 80 || port == 443;
  }

  /// The IPv4 address inside an IPv4-mapped one: it is what the connection would go to.
  private static byte[] inner(byte[] address) {
    int prefix = MAPPED.length;
    return address.length > prefix && Arrays.equals(address, 0, prefix, MAPPED, 0, prefix)
        ? Arrays.copyOfRange(address, prefix, address.length)
        : address;
  }

  private record Opening(AddressRange range, Optional<Integer> port) {
    boolean opens(int asked) {
      return port.isEmpty() || port.filter(isEqual(asked)).isPresent();
    }

    static Opening parse(String entry) {
      try {
        int colon = portColon(entry);
        String range = colon < 0 ? entry : entry.substring(0, colon);
        boolean bracketed = range.startsWith("[") && range.endsWith("]");
        return new Opening(
            AddressRange.parse(bracketed ? range.substring(1, range.length() - 1) : range),
            colon < 0 ? Optional.empty() : Optional.of(port(entry.substring(colon + 1))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "cannot allow \"%s\": %s; write CIDR[:PORT], such as 10.1.2.0/24:8080 or [fd00::/8]:8080"
                .formatted(entry, e.getMessage()),
            e);
      }
    }

    /// The colon before the port, or -1: IPv6 without brackets has no port.
    private static int portColon(String entry) {
      int bracket = entry.indexOf(']');
      if (bracket >= 0) {
        return entry.indexOf(':', bracket);
      }
      int first = entry.indexOf(':');
      return first == entry.lastIndexOf(':') ? first : -1;
    }

    private static int port(String digits) {
      int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("\"" + digits + "\" is no port from 1 to 65535");
      }
      return port;
    }
  }
}
