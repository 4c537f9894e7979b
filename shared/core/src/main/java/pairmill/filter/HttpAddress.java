package pairmill.filter;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pairmill.pair.Hosts;
import pairmill.pair.Outcome;
import pairmill.pair.Outcome.Kept;
import pairmill.pair.Outcome.Refused;
import pairmill.pair.Reason;
import pairmill.pair.UrlJoin;

/// Address rules of `default` and `laion5b`: resolution to http or https, then what an address must
/// be for an HTTP client to ask for it, and for the picture to be of use.
///
/// The text of an address stays as the page wrote it, apart from resolution: spaces and characters
/// beyond ASCII are not percent-encoded, so that datasets of other tools can be joined on it.
/// Whoever fetches it encodes it, which always succeeds on what [#check] lets through.
final class HttpAddress {
  /// In code points.
  private static final int MAX_LENGTH = 2_000;

  /// In characters.
  private static final int MAX_HOST_LENGTH = 60;

  private static final int MAX_PORT = 65_535;
  private static final int SHOWN = 200;

  private static final CharMatcher CONTROL_OR_SPACE = CharMatcher.inRange('\0', ' ');
  private static final CharMatcher LINE_OR_TAB = CharMatcher.anyOf("\t\r\n");
  private static final CharMatcher CONTROL = CharMatcher.javaIsoControl();

  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*+):");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?i)https?://([^/?#\\\\]*+)([^?#]*+)", Pattern.DOTALL);
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[[^\\]]*+]|[^:]*+)(?::([0-9]{0,5}+))?+");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]++");

  private HttpAddress() {}

  /// The address without what browsers strip: control characters and spaces around it, tabs and
  /// line breaks within.
  static String strip(String address) {
    return LINE_OR_TAB.removeFrom(CONTROL_OR_SPACE.trimFrom(address));
  }

  /// The http or https address that a stripped one leads to. A backslash before the query is a
  /// slash, as in browsers. Length is looked at before anything is joined.
  static Outcome<String> resolve(String base, String address) {
    if (isPayload(address)) {
      return notHttp(address);
    }
    if (isTooLong(address)) {
      return refused(Reason.URL_TOO_LONG, address);
    }
    if (isAbsolute(address)) {
      return Outcome.kept(withSlashes(address));
    }
    return then(
        UrlJoin.join(base, withSlashes(address)),
        url -> isAbsolute(url) ? Outcome.kept(url) : notHttp(url));
  }

  /// The address itself, if it is absolute.
  static Outcome<String> absolute(String address) {
    return isAbsolute(address) ? Outcome.kept(address) : notHttp(address);
  }

  private static boolean isAbsolute(String address) {
    return ABSOLUTE.matcher(address).matches();
  }

  /// Whether the address carries its content; such ones may be very long.
  private static boolean isPayload(String address) {
    String scheme = scheme(address);
    return scheme.equals("data") || scheme.equals("javascript");
  }

  private static String withSlashes(String address) {
    int query = CharMatcher.anyOf("?#").indexIn(address);
    int end = query < 0 ? address.length() : query;
    return address.substring(0, end).replace('\\', '/') + address.substring(end);
  }

  /// The refusal of an address that is not `http://` or `https://`.
  static Outcome<String> notHttp(String address) {
    Reason reason =
        switch (scheme(address)) {
          case "data" -> Reason.DATA_URL;
          case "javascript" -> Reason.JAVASCRIPT_URL;
          case "http", "https" -> Reason.BAD_URL;
          case "" -> Reason.RELATIVE_URL;
          default -> Reason.NOT_HTTP;
        };
    return refused(reason, address);
  }

  /// In lower case; empty when there is none.
  private static String scheme(String address) {
    Matcher scheme = SCHEME.matcher(address);
    return scheme.lookingAt() ? scheme.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /// Looks at an absolute address: length, user name, host, what no client can ask for, kind of
  /// picture.
  static Outcome<String> check(String url) {
    Matcher parts = AUTHORITY.matcher(url);
    if (isTooLong(url)) {
      return refused(Reason.URL_TOO_LONG, url);
    }
    if (!parts.lookingAt()) {
      return refused(Reason.BAD_URL, url);
    }
    String authority = parts.group(1);
    String host = Hosts.of(url);
    if (authority.indexOf('@') >= 0) {
      return refused(Reason.USER_INFO, url);
    }
    if (host.isEmpty()) {
      return refused(Reason.NO_HOST, url);
    }
    if (host.length() > MAX_HOST_LENGTH) {
      return refused(Reason.HOST_TOO_LONG, url);
    }
    if (!isText(url) || !isHost(host) || !isPort(authority)) {
      return refused(Reason.BAD_URL, url);
    }
    return ofPicture(url, Ascii.toLowerCase(parts.group(2)));
  }

  private static Outcome<String> ofPicture(String url, String path) {
    if (path.endsWith(".svg")) {
      return refused(Reason.SVG, url);
    }
    return path.endsWith(".gif") ? refused(Reason.GIF, url) : Outcome.kept(url);
  }

  /// More UTF-16 units than twice the limit are too long whatever they are.
  private static boolean isTooLong(String url) {
    return url.length() > 2 * MAX_LENGTH || url.codePointCount(0, url.length()) > MAX_LENGTH;
  }

  /// Whether every character can be percent-encoded: no control character, no half of a pair.
  private static boolean isText(String url) {
    return CONTROL.matchesNoneOf(url)
        && url.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return InetAddresses.isUriInetAddress(host);
    }
    try {
      return NAME.matcher(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED)).matches();
    } catch (IllegalArgumentException e) {
      return false; // a label is empty, too long or not a name
    }
  }

  private static boolean isPort(String authority) {
    Matcher port = HOST_AND_PORT.matcher(authority);
    return port.matches() && (port.group(1) == null || isPortNumber(port.group(1)));
  }

  private static boolean isPortNumber(String digits) {
    return digits.isEmpty() || Integer.parseInt(digits) <= MAX_PORT;
  }

  private static Outcome<String> refused(Reason reason, String address) {
    return Outcome.refused(reason, shown(address));
  }

  /// The beginning of what a page wrote, for people.
  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  /// Goes on with what was kept.
  static <T, U> Outcome<U> then(Outcome<T> outcome, Function<T, Outcome<U>> next) {
    return switch (outcome) {
      case Kept<T> kept -> next.apply(kept.value());
      case Refused<T> refused -> refused.as();
    };
  }
}
