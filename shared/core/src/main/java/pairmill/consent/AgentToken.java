package pairmill.consent;

import java.util.regex.Pattern;

/// The name by which a robots.txt addresses a crawler: a product token of RFC 9309, section 2.2.1.
///
/// @param name letters, `_` and `-`; compared without regard to case
public record AgentToken(String name) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z_-]+");

  /// Our own.
  public static final AgentToken PAIRMILL = new AgentToken("pairmill");

  public AgentToken {
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException("no product token of RFC 9309: \"" + name + "\"");
    }
  }

  /// Whether the value of a `User-agent` line means this agent. What follows its leading token,
  /// such as a version, does not count.
  boolean isMeantBy(String value) {
    var leading = TOKEN.matcher(value);
    return leading.lookingAt() && leading.group().equalsIgnoreCase(name);
  }
}
