package pairmill.explorer.safe;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The names that this site answers to. Another name in `Host` is that of a page that had its own
/// name point here to read what only this machine may.
public final class Hosts {
  private static volatile Set<String> allowed = Set.of();

  private Hosts() {}

  /// Answers to the names of loopback, to the address that is listened on, and to further names.
  public static void allow(String host, List<String> names) {
    Set<String> all = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    all.add(bare(host.contains(":") ? "[" + host + "]" : host));
    names.forEach(name -> all.add(bare(name)));
    allowed = Set.copyOf(all);
  }

  /// True for a `Host` that is answered, with or without a port.
  static boolean allows(String host) {
    return allowed.contains(bare(host));
  }

  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    int end = name.startsWith("[") ? name.indexOf(']') + 1 : name.indexOf(':');
    return end > 0 ? name.substring(0, end) : name;
  }
}
