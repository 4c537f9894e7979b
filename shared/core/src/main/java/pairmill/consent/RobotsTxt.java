package pairmill.consent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The rules of one robots.txt that bind one agent: RFC 9309. Immutable.
///
/// Reads leniently, as the parser in widest use does: any line ending, missing colons and common
/// misspellings of the keys. A file without rules for the agent allows everything.
public final class RobotsTxt {
  /// How much of a file is read, in bytes; what follows is ignored. RFC 9309, section 2.5.
  public static final int MAX_BYTES = 500 * 1024;

  /// How much of a line is read, in bytes: eight times the longest URL that browsers once took.
  static final int MAX_LINE = 8 * 2083 - 1;

  private static final List<String> AGENT_KEYS = List.of("user-agent", "useragent", "user agent");
  private static final List<String> ALLOW_KEYS = List.of("allow");
  private static final List<String> DISALLOW_KEYS =
      List.of("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw");

  /// What a robots.txt says of one path.
  ///
  /// @param rule the one that decided; null when none matched
  public record Decision(boolean allowed, @Nullable Rule rule) {
    /// The verdict and the rule behind it, such as `disallowed: Disallow: /x (line 12)`.
    @Override
    public String toString() {
      return (allowed ? "allowed" : "disallowed") + (rule == null ? "" : ": " + rule);
    }
  }

  /// One `Allow` or `Disallow` line.
  ///
  /// @param pattern as written; may be empty
  /// @param line 1-based
  public record Rule(boolean allow, String pattern, int line) {
    @Override
    public String toString() {
      return (allow ? "Allow: " : "Disallow: ") + pattern + " (line " + line + ")";
    }
  }

  private record Matcher(Rule rule, PathPattern pattern) {}

  private final List<Matcher> matchers;

  private RobotsTxt(List<Matcher> matchers) {
    this.matchers = List.copyOf(matchers);
  }

  /// Parses a file. No bytes make it fail.
  public static RobotsTxt parse(byte[] bytes, AgentToken agent) {
    var groups = new Groups(agent);
    int end = Math.min(bytes.length, MAX_BYTES);
    int number = 0;
    for (int at = afterByteOrderMark(bytes, end); at < end; ) {
      int stop = at;
      while (stop < end && bytes[stop] != '\n' && bytes[stop] != '\r') {
        stop++;
      }
      int length = Math.min(stop - at, MAX_LINE);
      groups.line(new String(bytes, at, length, StandardCharsets.ISO_8859_1), ++number);
      boolean pair = stop + 1 < end && bytes[stop] == '\r' && bytes[stop + 1] == '\n';
      at = stop + (pair ? 2 : 1);
    }
    return new RobotsTxt(groups.binding());
  }

  /// Says whether a path may be asked for: the longest matching rule decides, a tie allows.
  ///
  /// @param path path and query of a URL, beginning with `/`; non-ASCII may be percent-encoded
  public Decision decide(String path) {
    String normal = PathPattern.normalize(utf8AsLatin1(path));
    Matcher best = null;
    for (Matcher matcher : matchers) {
      if (outranks(matcher, best) && matcher.pattern.matches(normal)) {
        best = matcher;
      }
    }
    return best == null ? new Decision(true, null) : new Decision(best.rule.allow(), best.rule);
  }

  /// About how many bytes of memory the rules take.
  public long sizeBytes() {
    return matchers.stream().mapToLong(m -> 160L + 2L * m.pattern.length()).sum();
  }

  private static boolean outranks(Matcher matcher, @Nullable Matcher best) {
    int length = matcher.pattern.length();
    return best == null
        || length > best.pattern.length()
        || (length == best.pattern.length() && matcher.rule.allow() && !best.rule.allow());
  }

  private static String utf8AsLatin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static int afterByteOrderMark(byte[] bytes, int end) {
    boolean marked =
        end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  /// Sorts lines into those for the agent and those for everybody.
  private static final class Groups {
    private final AgentToken agent;
    private final List<Matcher> own = new ArrayList<>();
    private final List<Matcher> everybodys = new ArrayList<>();
    private boolean namedEver;
    private boolean named;
    private boolean star;
    private boolean ruleSeen;

    Groups(AgentToken agent) {
      this.agent = agent;
    }

    /// An agent that is named anywhere heeds no group for everybody.
    List<Matcher> binding() {
      return namedEver ? own : everybodys;
    }

    void line(String raw, int number) {
      int comment = raw.indexOf('#');
      String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
      int separator = separator(line);
      if (separator <= 0) {
        return;
      }
      String key = line.substring(0, separator).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(separator + 1).strip();
      if (startsWithAny(key, AGENT_KEYS)) {
        agent(value);
      } else if (startsWithAny(key, ALLOW_KEYS)) {
        rule(new Rule(true, value, number));
      } else if (startsWithAny(key, DISALLOW_KEYS)) {
        rule(new Rule(false, value, number));
      }
    }

    /// The colon; or, where it was forgotten, the space between exactly two words.
    private static int separator(String line) {
      int colon = line.indexOf(':');
      if (colon >= 0) {
        return colon;
      }
      String[] words = line.split("[ \t]+", 3);
      return words.length == 2 ? words[0].length() : -1;
    }

    private void agent(String value) {
      if (ruleSeen) {
        named = false;
        star = false;
        ruleSeen = false;
      }
      boolean everybody =
          value.startsWith("*") && (value.length() == 1 || Character.isWhitespace(value.charAt(1)));
      star |= everybody;
      if (!everybody && agent.isMeantBy(value)) {
        named = true;
        namedEver = true;
      }
    }

    private void rule(Rule rule) {
      ruleSeen = true;
      if ((named || star) && !rule.pattern().isEmpty()) {
        (named ? own : everybodys).add(new Matcher(rule, PathPattern.of(rule.pattern())));
      }
    }

    private static boolean startsWithAny(String key, List<String> prefixes) {
      return prefixes.stream().anyMatch(key::startsWith);
    }
  }
}
