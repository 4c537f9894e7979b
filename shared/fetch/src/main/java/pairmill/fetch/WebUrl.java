package pairmill.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An http(s) URL as it goes over the wire: host in ASCII, path without dot segments and
/// percent-encoded, as browsers do it, no fragment.
///
/// @param host lower-case name without a closing dot, or a literal address without brackets
/// @param target path and query, beginning with `/`
record WebUrl(boolean secure, String host, int port, String target) {
  private static final Pattern SPLIT =
      Pattern.compile(
          "(?i)(https?):[/\\\\]{2}([^/\\\\?#]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]%]+)(?::(\\d{0,5}))?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,253}");
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  private static final String HEX = "0123456789ABCDEF";

  /// Reads an absolute URL; empty when it is none, names a user, or has another scheme.
  static Optional<WebUrl> parse(String text) {
    Matcher url = SPLIT.matcher(text.replaceAll("[\t\r\n]", "").strip());
    if (!url.matches()) {
      return Optional.empty();
    }
    Matcher authority = AUTHORITY.matcher(url.group(2));
    if (!authority.matches()) {
      return Optional.empty();
    }
    boolean secure = url.group(1).equalsIgnoreCase("https");
    int port = port(authority.group(2), secure);
    String host = host(authority.group(1));
    String query = url.group(4) == null ? "" : url.group(4);
    String target = encode(withoutDots(url.group(3)), "\"<>`{}^") + encode(query, "\"<>'");
    return port == 0 || host.isEmpty()
        ? Optional.empty()
        : Optional.of(new WebUrl(secure, host, port, target));
  }

  /// Where a `Location` header leads from here.
  ///
  /// @param location the bytes of the header as Latin-1 characters
  Optional<WebUrl> resolve(String location) {
    String to = encode(location.strip().getBytes(StandardCharsets.ISO_8859_1), "");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    if (SCHEME.matcher(to).matches()) {
      return parse(to);
    }
    if (to.startsWith("//") || to.startsWith("\\\\")) {
      return parse(scheme() + ":" + to);
    }
    return parse(origin() + base(to) + to);
  }

  private String base(String relative) {
    String path = target.replaceFirst("\\?.*", "");
    return switch (relative.charAt(0)) {
      case '/', '\\' -> "";
      case '?' -> path;
      case '#' -> target;
      default -> path.substring(0, path.lastIndexOf('/') + 1);
    };
  }

  /// The robots.txt that binds this address.
  WebUrl robots() {
    return new WebUrl(secure, host, port, "/robots.txt");
  }

  /// Scheme, host and port, the last only where it is not the scheme's own.
  String origin() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return scheme() + "://" + name + (port == defaultPort(secure) ? "" : ":" + port);
  }

  private String scheme() {
    return secure ? "https" : "http";
  }

  @Override
  public String toString() {
    return origin() + target;
  }

  private static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }

  /// The port, or 0 when there is no such port.
  private static int port(@Nullable String digits, boolean secure) {
    if (digits == null || digits.isEmpty()) {
      return defaultPort(secure);
    }
    int port = Integer.parseInt(digits);
    return port > 65_535 ? 0 : port;
  }

  /// The host as it is resolved, or nothing when it is none.
  private static String host(String written) {
    try {
      if (written.startsWith("[")) {
        String literal = written.substring(1, written.length() - 1);
        return InetAddress.ofLiteral(literal).getHostAddress();
      }
      String ascii = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      return NAME.matcher(name).matches() ? name : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// Dots that climb must not climb past the rules of robots.txt: both see the same path.
  private static String withoutDots(String path) {
    List<String> kept = new ArrayList<>();
    String[] segments = path.replace('\\', '/').split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      String plain = segments[i].replaceAll("(?i)%2e", ".");
      boolean last = i == segments.length - 1;
      if (plain.equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!plain.equals(".") && !plain.equals("..")) {
        kept.add(segments[i]);
      } else if (last) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }

  /// Percent-encodes blanks, controls, what is not ASCII, and some more. A `%` stays as it is.
  private static String encode(String text, String more) {
    return encode(text.getBytes(StandardCharsets.UTF_8), more);
  }

  private static String encode(byte[] text, String more) {
    StringBuilder out = new StringBuilder(text.length);
    for (byte octet : text) {
      if (octet <= ' ' || octet == 0x7F || more.indexOf(octet) >= 0) {
        out.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
      } else {
        out.append((char) octet);
      }
    }
    return out.toString();
  }
}
