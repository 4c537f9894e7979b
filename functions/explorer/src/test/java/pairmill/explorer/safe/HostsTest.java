package pairmill.explorer.safe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HostsTest {
  @Test
  void onlyItsOwnNamesAreAnswered() {
    Hosts.allow("::1", List.of("Data.Example"));
    for (String host :
        List.of(
            "localhost",
            "127.0.0.1:7750",
            "[::1]:7750",
            "[::1]",
            "data.example",
            "DATA.example:443")) {
      assertTrue(Hosts.allows(host), host);
    }
    for (String host :
        List.of(
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.",
            ":7750",
            "::1",
            "[",
            "0.0.0.0")) {
      assertFalse(Hosts.allows(host), host);
    }
  }
}
