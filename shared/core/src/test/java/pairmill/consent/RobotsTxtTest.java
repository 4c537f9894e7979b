package pairmill.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTxtTest {
  @Test
  void anEmptyFileAllowsEverything() {
    assertEquals("allowed", decide("", "/").toString());
  }

  @Test
  void namesTheRuleAndItsLine() {
    String robots = "User-agent: *\n# nothing\nDisallow: /x\nAllow: /x/y";
    assertEquals("disallowed: Disallow: /x (line 3)", decide(robots, "/x/z").toString());
    assertEquals("allowed: Allow: /x/y (line 4)", decide(robots, "/x/y").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void countsLinesWhateverEndsThem(String end) {
    String robots = String.join(end, "User-agent: *", "", "Disallow: /", "");
    assertEquals("disallowed: Disallow: / (line 3)", decide(robots, "/a").toString());
  }

  @Test
  void skipsAByteOrderMark() {
    assertFalse(decide("\uFEFFUser-agent: *\nDisallow: /", "/").allowed());
  }

  @Test
  void mergesTheGroupsOfOneAgent() {
    String robots =
        "User-agent: pairmill\nDisallow: /a\n\nUser-agent: other\nDisallow: /b\n\n"
            + "User-agent: PairMill/1.0\nUser-agent: third\nDisallow: /c";
    assertFalse(decide(robots, "/a").allowed());
    assertTrue(decide(robots, "/b").allowed());
    assertFalse(decide(robots, "/c").allowed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pairmillion", "pair", "xpairmill", "pair mill", "p"})
  void otherAgentsRulesAreNotOurs(String agent) {
    assertTrue(decide("User-agent: " + agent + "\nDisallow: /", "/").allowed());
  }

  @Test
  void anEmptyGroupOfOurOwnFreesUsFromEverybodys() {
    String robots = "User-agent: *\nDisallow: /\nUser-agent: pairmill\nDisallow:\n";
    assertTrue(decide(robots, "/a").allowed());
  }

  @ParameterizedTest
  @CsvSource({
    "/caf%C3%A9, /café",
    "/café, /caf%c3%a9",
    "/%7Ejoe, /~joe",
    "/~joe, /%7ejoe",
    "/a%2fb, /a%2Fb",
    "/a%, /a%",
    "/a%zz, /a%zz",
  })
  void comparesWhatIsWrittenDifferentlyButMeansTheSame(String pattern, String path) {
    assertFalse(decide("User-agent: *\nDisallow: " + pattern, path).allowed());
  }

  @ParameterizedTest
  @CsvSource({"/a%2Fb, /a/b", "/a%2Ab, /axb", "/a/b, /a%2Fb"})
  void keepsApartWhatMeansSomethingElse(String pattern, String path) {
    assertTrue(decide("User-agent: *\nDisallow: " + pattern, path).allowed());
  }

  @Test
  void matchesAsARegularExpressionWould() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String pattern = "/" + draw(random, "ab**$", 8);
      String path = "/" + draw(random, "ab$", 8);
      assertEquals(
          expression(pattern).matcher(path).lookingAt(),
          PathPattern.of(pattern).matches(path),
          pattern + " on " + path);
    }
  }

  @Test
  void findsLongPartsAsARegularExpressionWould() {
    var random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      String pattern = "/*" + draw(random, "aaab", 40) + "*" + draw(random, "ab", 3);
      String path = "/" + draw(random, "aaaaab", 120);
      assertEquals(
          expression(pattern).matcher(path).lookingAt(),
          PathPattern.of(pattern).matches(path),
          pattern + " on " + path);
    }
  }

  private static Pattern expression(String pattern) {
    boolean anchored = pattern.endsWith("$");
    String body = anchored ? pattern.substring(0, pattern.length() - 1) : pattern;
    StringBuilder regex = new StringBuilder();
    body.chars().forEach(c -> regex.append(c == '*' ? ".*" : Pattern.quote(Character.toString(c))));
    return Pattern.compile(regex + (anchored ? "$" : ""), Pattern.DOTALL);
  }

  private static String draw(Random random, String letters, int most) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void hostilePatternsTakeNoLongerThanOthers() {
    String stars = "/" + "*a".repeat(8_000) + "b";
    String overlaps = "/*" + "a".repeat(1_000) + "b";
    String robots = "User-agent: *\n" + ("Disallow: " + overlaps + "\n").repeat(300);
    String path = "/" + "a".repeat(2_000);
    // Seconds stand between linear and exponential here; the bound is no measurement.
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertFalse(PathPattern.of(stars).matches(path));
          assertTrue(decide(robots, path).allowed());
        });
  }

  @Test
  void ignoresWhatFollowsTheFirst500Kibibytes() {
    String rule = "Disallow: /late\n";
    String filler = "User-agent: *\n" + "#".repeat(RobotsTxt.MAX_BYTES - 15 - rule.length()) + "\n";
    assertFalse(decide(filler + rule, "/late").allowed());
    assertTrue(decide("#".repeat(16) + filler + rule, "/late").allowed());
  }

  @Test
  void anyBytesParse() {
    var random = new Random(7);
    byte[] bytes = new byte[4_096];
    for (int i = 0; i < 200; i++) {
      random.nextBytes(bytes);
      var _ = RobotsTxt.parse(bytes, AgentToken.PAIRMILL).decide("/");
    }
  }

  @Test
  void aClippedFileNeverAllowsMoreThanItsRulesSay() {
    byte[] whole = "User-agent: *\r\nDisallow: /private\r\n".getBytes(StandardCharsets.US_ASCII);
    boolean before = true;
    for (int length = 0; length <= whole.length; length++) {
      byte[] clipped = java.util.Arrays.copyOf(whole, length);
      boolean allowed =
          RobotsTxt.parse(clipped, AgentToken.PAIRMILL).decide("/private/a").allowed();
      assertTrue(before || !allowed, "allowed again at " + length);
      before = allowed;
    }
    assertFalse(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pair mill", "pairmill/1"})
  void aTokenIsLettersOnly(String name) {
    assertThrows(IllegalArgumentException.class, () -> new AgentToken(name));
  }

  private static RobotsTxt.Decision decide(String robots, String path) {
    return RobotsTxt.parse(robots.getBytes(StandardCharsets.UTF_8), AgentToken.PAIRMILL)
        .decide(path);
  }
}
