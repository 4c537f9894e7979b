package pairmill.pair;

import com.google.common.net.InternetDomainName;
import java.util.Locale;

/// Hosts, registrable domains and the buckets that give every domain one owner.
public final class Hosts {
  private Hosts() {}

  /// The host of an absolute http(s) URL: lower case, without user, port or a closing dot; empty
  /// when there is none.
  public static String of(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return "";
    }
    start += 3;
    int end = start;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = url.substring(start, end);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = authority.startsWith("[") ? authority.indexOf("]:") + 1 : authority.indexOf(':');
    String host =
        colon > 0
            ? authority.substring(0, colon)
            : colon == 0 && authority.startsWith(":") ? "" : authority;
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return host.toLowerCase(Locale.ROOT);
  }

  /// The registrable domain of a host by the registries' part of the public suffix list; the host
  /// itself where there is none, as with addresses and bare names.
  public static String domain(String host) {
    if (!InternetDomainName.isValid(host)) {
      return host;
    }
    InternetDomainName name = InternetDomainName.from(host);
    return name.isUnderRegistrySuffix() ? name.topDomainUnderRegistrySuffix().toString() : host;
  }

  /// The bucket of a host: hash of its registrable domain modulo `buckets`, 0 to `buckets` - 1.
  public static int bucket(String host, int buckets) {
    return Math.floorMod(PairHash.of(domain(host), ""), buckets);
  }
}
