package pairmill.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.Reason;

class AddressGuardTest {
  /// First and last address of each denied range, and the neighbours outside: `-` where there is
  /// none, `!` before a neighbour that another range denies.
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.255.255.255, -, 1.0.0.0",
    "10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
    "100.64.0.0, 100.127.255.255, 100.63.255.255, 100.128.0.0",
    "127.0.0.0, 127.255.255.255, 126.255.255.255, 128.0.0.0",
    "169.254.0.0, 169.254.255.255, 169.253.255.255, 169.255.0.0",
    "172.16.0.0, 172.31.255.255, 172.15.255.255, 172.32.0.0",
    "192.0.0.0, 192.0.0.255, 191.255.255.255, 192.0.1.0",
    "192.0.2.0, 192.0.2.255, 192.0.1.255, 192.0.3.0",
    "192.88.99.0, 192.88.99.255, 192.88.98.255, 192.88.100.0",
    "192.168.0.0, 192.168.255.255, 192.167.255.255, 192.169.0.0",
    "198.18.0.0, 198.19.255.255, 198.17.255.255, 198.20.0.0",
    "198.51.100.0, 198.51.100.255, 198.51.99.255, 198.51.101.0",
    "203.0.113.0, 203.0.113.255, 203.0.112.255, 203.0.114.0",
    "224.0.0.0, 239.255.255.255, 223.255.255.255, !240.0.0.0",
    "240.0.0.0, 255.255.255.255, !239.255.255.255, -",
    "::, ::ffff:ffff, -, ::1:0:0",
    "64:ff9b::, 64:ff9b::ffff:ffff, 64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff, 64:ff9b::1:0:0",
    "64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff, 64:ff9b:0:ffff:ffff:ffff:ffff:ffff,"
        + " 64:ff9b:2::",
    "100::, 100::ffff:ffff:ffff:ffff, ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 100:0:0:1::",
    "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " 2001:200::",
    "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " 2001:db9::",
    "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " 2003::",
    "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " 3fff:1000::",
    "5f00::, 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " 5f01::",
    "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " fe00::",
    "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " !fec0::",
    "fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, !febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " !ff00::",
    "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, !feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -",
  })
  void deniesFirstAndLastOfARangeButNotItsNeighbours(
      String first, String last, String before, String after) {
    assertEquals(Optional.of(Reason.ADDRESS_DENIED), refusal(first));
    assertEquals(Optional.of(Reason.ADDRESS_DENIED), refusal(last));
    neighbour(before);
    neighbour(after);
  }

  private static void neighbour(String address) {
    if (address.startsWith("!")) {
      assertEquals(Optional.of(Reason.ADDRESS_DENIED), refusal(address.substring(1)));
    } else if (!address.equals("-")) {
      assertEquals(Optional.empty(), refusal(address), address);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::"
      })
  void deniesAddressesThatLeadToOthersInside(String address) {
    assertEquals(Optional.of(Reason.ADDRESS_DENIED), refusal(address));
  }

  @Test
  void looksInsideMappedAddressesThatTheRuntimeDidNotUnwrap() throws Exception {
    assertEquals(Optional.of(Reason.ADDRESS_DENIED), mapped(10, 0, 0, 1));
    assertEquals(Optional.empty(), mapped(8, 8, 8, 8));
  }

  private static Optional<Reason> mapped(int a, int b, int c, int d) throws Exception {
    byte[] bytes = new byte[16];
    bytes[10] = bytes[11] = (byte) 0xFF;
    bytes[12] = (byte) a;
    bytes[13] = (byte) b;
    bytes[14] = (byte) c;
    bytes[15] = (byte) d;
    InetAddress address = java.net.Inet6Address.getByAddress(null, bytes, 0);
    assertEquals(16, address.getAddress().length, "not what is to be tested");
    return AddressGuard.PUBLIC_WEB.refusal(address, 80);
  }

  @Test
  void deniesPortsOtherThanThoseOfTheWeb() {
    InetAddress address = InetAddress.ofLiteral("8.8.8.8");
    AddressGuard guard = AddressGuard.PUBLIC_WEB;
    assertEquals(Optional.empty(), guard.refusal(address, 443));
    for (int port : new int[] {1, 22, 79, 81, 442, 444, 8080, 65_535}) {
      assertEquals(Optional.of(Reason.PORT_DENIED), guard.refusal(address, port));
      assertFalse(guard.mayOpen(port));
    }
  }

  @Test
  void anOpeningWithAPortOpensThatPortOnly() {
    AddressGuard guard = AddressGuard.opening(List.of("127.0.0.0/8:8080"));
    assertEquals(Optional.empty(), guard.refusal(InetAddress.ofLiteral("127.3.2.1"), 8080));
    assertEquals(
        Optional.of(Reason.ADDRESS_DENIED), guard.refusal(InetAddress.ofLiteral("127.0.0.1"), 80));
    assertEquals(
        Optional.of(Reason.ADDRESS_DENIED), guard.refusal(InetAddress.ofLiteral("10.0.0.1"), 8080));
    assertEquals(
        Optional.of(Reason.PORT_DENIED), guard.refusal(InetAddress.ofLiteral("8.8.8.8"), 8080));
    assertTrue(guard.mayOpen(8080));
    assertFalse(guard.mayOpen(8081));
  }

  @Test
  void anOpeningWithoutAPortOpensAllOfThem() {
    AddressGuard guard = AddressGuard.opening(List.of("10.1.2.3"));
    assertEquals(Optional.empty(), guard.refusal(InetAddress.ofLiteral("10.1.2.3"), 9999));
    assertEquals(
        Optional.of(Reason.ADDRESS_DENIED), guard.refusal(InetAddress.ofLiteral("10.1.2.4"), 80));
  }

  @ParameterizedTest
  @CsvSource({"::1, 80", "[::1], 80", "[::1]:81, 81", "::/127, 99", "[::/64]:82, 82"})
  void opensVersionSix(String entry, int port) {
    AddressGuard guard = AddressGuard.opening(List.of(entry));
    assertEquals(Optional.empty(), guard.refusal(InetAddress.ofLiteral("::1"), port));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, \"localhost\" is no IP address or range",
    "'', \"\" is no IP address or range",
    "127.1, \"127.1\" is no IP address or range",
    "10.0.0.256, \"10.0.0.256\" is no IP address or range",
    "1::2::3, \"1::2::3\" is no IP address or range",
    "10.0.0.0/33, \"10.0.0.0/33\" needs a number from 0 to 32 behind its slash",
    "10.0.0.0/, \"10.0.0.0/\" needs a number from 0 to 32 behind its slash",
    "10.0.0.1/8, \"10.0.0.1/8\" has bits set beyond the first 8",
    "10.0.0.0/8:0, \"0\" is no port from 1 to 65535",
    "10.0.0.0/8:http, \"http\" is no port from 1 to 65535",
    "[::1]:65536, \"65536\" is no port from 1 to 65535",
  })
  void saysWhatIsWrongWithAnOpening(String entry, String problem) {
    var e =
        assertThrows(IllegalArgumentException.class, () -> AddressGuard.opening(List.of(entry)));
    assertEquals(
        "cannot allow \"%s\": %s; write CIDR[:PORT], such as 10.1.2.0/24:8080 or [fd00::/8]:8080"
            .formatted(entry, problem),
        e.getMessage());
  }

  private static Optional<Reason> refusal(String address) {
    return AddressGuard.PUBLIC_WEB.refusal(InetAddress.ofLiteral(address), 80);
  }
}
