package pairmill.pair;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resolves the address of a picture against that of its page as `urllib.parse.urljoin` of CPython
/// 3.11 does, so that datasets of tools in Python can be repeated address for address.
///
/// Where it departs from RFC 3986 and from browsers: control characters and spaces are stripped at
/// the front only; tab, CR and LF vanish anywhere; a scheme equal to that of the base may lack its
/// host (`http:a`); empty segments of the base path are dropped; an empty query or fragment loses
/// its mark; a backslash is a character like any other; an address with another scheme than the
/// base's is returned untouched. Time is linear in the length of both.
public final class UrlJoin {
  private static final Set<String> RELATIVE =
      Set.of(
          ("|ftp|http|gopher|nntp|imap|wais|file|https|shttp|mms|prospero|rtsp|rtsps|rtspu|sftp|svn"
                  + "|svn+ssh|ws|wss")
              .split("\\|"));
  private static final Set<String> WITH_HOST =
      Set.of(
          ("|ftp|http|gopher|nntp|telnet|imap|wais|file|mms|https|shttp|snews|prospero|rtsp|rtsps"
                  + "|rtspu|rsync|svn|svn+ssh|sftp|nfs|git|git+ssh|ws|wss")
              .split("\\|"));
  private static final Set<String> WITH_PARAMETERS =
      Set.of(
          "|ftp|hdl|prospero|http|imap|https|shttp|rtsp|rtsps|rtspu|sip|sips|mms|sftp|tel"
              .split("\\|"));

  private static final CharMatcher CONTROL_OR_SPACE = CharMatcher.inRange('\0', ' ');
  private static final CharMatcher REMOVED = CharMatcher.anyOf("\t\r\n");
  private static final CharMatcher LETTER =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('A', 'Z'));
  private static final CharMatcher SCHEME =
      LETTER.or(CharMatcher.inRange('0', '9')).or(CharMatcher.anyOf("+-."));
  private static final CharMatcher ENDS_HOST = CharMatcher.anyOf("/?#");
  private static final Pattern FUTURE_ADDRESS =
      Pattern.compile("v[a-fA-F0-9]+\\..+", Pattern.DOTALL);
  private static final Splitter SEGMENTS = Splitter.on('/');

  private UrlJoin() {}

  /// The address that `url` names on a page at `base`, or [Reason#BAD_URL] where Python raises
  /// `ValueError`. The result need not be absolute, nor http.
  public static Outcome<String> join(String base, String url) {
    if (base.isEmpty() || url.isEmpty()) {
      return Outcome.kept(base.isEmpty() ? url : base);
    }
    Parts from = Parts.parse(base, "");
    Parts to = from == null ? null : Parts.parse(url, from.scheme);
    if (from == null || to == null) {
      return Outcome.refused(Reason.BAD_URL, (from == null ? base : url) + " has no valid host");
    }
    boolean relative = to.scheme.equals(from.scheme) && RELATIVE.contains(to.scheme);
    return Outcome.kept(relative ? resolve(from, to).toString() : url);
  }

  private static Parts resolve(Parts from, Parts to) {
    boolean withHost = WITH_HOST.contains(to.scheme);
    if (withHost && !to.host.isEmpty()) {
      return to;
    }
    String host = withHost ? from.host : to.host;
    if (to.path.isEmpty() && to.parameters.isEmpty()) {
      String query = to.query.isEmpty() ? from.query : to.query;
      return new Parts(to.scheme, host, from.path, from.parameters, query, to.fragment);
    }
    return new Parts(
        to.scheme, host, path(from.path, to.path), to.parameters, to.query, to.fragment);
  }

  private static String path(String base, String path) {
    List<String> segments = new ArrayList<>(SEGMENTS.splitToList(path));
    if (!path.startsWith("/")) {
      segments.addAll(0, folder(base));
      if (segments.size() > 2) {
        segments.subList(1, segments.size() - 1).removeIf(String::isEmpty);
      }
    }
    List<String> resolved = new ArrayList<>();
    for (String segment : segments) {
      if (segment.equals("..")) {
        if (!resolved.isEmpty()) {
          resolved.removeLast();
        }
      } else if (!segment.equals(".")) {
        resolved.add(segment);
      }
    }
    if (segments.getLast().equals(".") || segments.getLast().equals("..")) {
      resolved.add("");
    }
    String joined = String.join("/", resolved);
    return joined.isEmpty() ? "/" : joined;
  }

  /// The segments of a path without its file; the empty one behind a closing slash stays.
  private static List<String> folder(String path) {
    List<String> segments = SEGMENTS.splitToList(path);
    return segments.getLast().isEmpty() ? segments : segments.subList(0, segments.size() - 1);
  }

  /// An address taken apart; what is missing is empty.
  private record Parts(
      String scheme, String host, String path, String parameters, String query, String fragment) {

    /// Null where the host is invalid.
    static @Nullable Parts parse(String url, String defaultScheme) {
      String rest = REMOVED.removeFrom(CONTROL_OR_SPACE.trimLeadingFrom(url));
      String scheme = defaultScheme;
      int colon = rest.indexOf(':');
      if (colon > 0 && isScheme(rest.substring(0, colon))) {
        scheme = Ascii.toLowerCase(rest.substring(0, colon));
        rest = rest.substring(colon + 1);
      }
      String host = "";
      if (rest.startsWith("//")) {
        int end = ENDS_HOST.indexIn(rest, 2);
        host = rest.substring(2, end < 0 ? rest.length() : end);
        rest = rest.substring(2 + host.length());
      }
      return isValid(host) ? split(scheme, host, rest) : null;
    }

    private static Parts split(String scheme, String host, String rest) {
      int hash = cut(rest, rest.indexOf('#'));
      String beforeHash = rest.substring(0, hash);
      int mark = cut(beforeHash, beforeHash.indexOf('?'));
      String path = beforeHash.substring(0, mark);
      int semicolon = path.length();
      if (WITH_PARAMETERS.contains(scheme)) {
        semicolon = cut(path, path.indexOf(';', path.lastIndexOf('/') + 1));
      }
      return new Parts(
          scheme,
          host,
          path.substring(0, semicolon),
          behind(path, semicolon),
          behind(beforeHash, mark),
          behind(rest, hash));
    }

    private static int cut(String text, int at) {
      return at < 0 ? text.length() : at;
    }

    private static String behind(String text, int mark) {
      return text.substring(Math.min(text.length(), mark + 1));
    }

    private static boolean isScheme(String text) {
      return LETTER.matches(text.charAt(0)) && SCHEME.matchesAllOf(text);
    }

    private static boolean isValid(String host) {
      int open = host.indexOf('[');
      int close = host.indexOf(']');
      if (open < 0 && close < 0) {
        return staysWhole(host);
      }
      return open >= 0 && close >= 0 && isAddress(inBrackets(host, open)) && staysWhole(host);
    }

    private static String inBrackets(String host, int open) {
      String behind = host.substring(open + 1);
      return behind.substring(0, cut(behind, behind.indexOf(']')));
    }

    /// Whether brackets may hold this: an IPv6 address with or without a zone, or one of a future
    /// version.
    private static boolean isAddress(String text) {
      if (text.startsWith("v")) {
        return FUTURE_ADDRESS.matcher(text).matches();
      }
      int percent = cut(text, text.indexOf('%'));
      boolean zoneless = percent == text.length();
      boolean zoned = percent + 1 < text.length() && text.indexOf('%', percent + 1) < 0;
      String address = text.substring(0, percent);
      return (zoneless || zoned)
          && address.indexOf(':') >= 0
          && CharMatcher.ascii().matchesAllOf(address)
          && InetAddresses.isInetAddress(address);
    }

    /// Whether compatibility normalisation brings no delimiter into the host.
    private static boolean staysWhole(String host) {
      if (CharMatcher.ascii().matchesAllOf(host)) {
        return true;
      }
      String plain = CharMatcher.anyOf("@:#?").removeFrom(host);
      String normal = Normalizer.normalize(plain, Form.NFKC);
      return normal.equals(plain) || CharMatcher.anyOf("/?#@:").matchesNoneOf(normal);
    }

    @Override
    public String toString() {
      StringBuilder url = new StringBuilder(path);
      if (!parameters.isEmpty()) {
        url.append(';').append(parameters);
      }
      boolean hierarchical =
          !scheme.isEmpty() && WITH_HOST.contains(scheme) && !url.toString().startsWith("//");
      if (!host.isEmpty() || hierarchical) {
        url.insert(0, url.isEmpty() || url.charAt(0) == '/' ? "" : "/").insert(0, "//" + host);
      }
      url.insert(0, scheme.isEmpty() ? "" : scheme + ":");
      url.append(query.isEmpty() ? "" : "?" + query);
      return url.append(fragment.isEmpty() ? "" : "#" + fragment).toString();
    }
  }
}
