package pairmill.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pairmill.Skipped;

/// The published cases of the parser in widest use.
class RobotsTxtOracleTest {
  /// Cases in which RFC 9309 and that parser part, by line of the file, and why.
  private static final Map<Integer, String> OTHERWISE =
      Map.of(
          58, "raw UTF-8 in the URL is encoded before comparison (RFC 9309, 2.2.2)",
          60, "raw UTF-8 in the URL is encoded before comparison (RFC 9309, 2.2.2)",
          61, "encoded unreserved characters are decoded before comparison (RFC 9309, 2.2.2)",
          73, "that index.html stands for its directory is that parser's own idea");

  @Test
  void agreesWithTheOracleWhereverItFollowsTheStandard() throws IOException {
    Path file = Path.of(System.getProperty("pairmill.data", ""), "robots/google-robotstxt.jsonl");
    assumeTrue(
        Files.exists(file),
        () -> Skipped.because("no robots/google-robotstxt.jsonl in pairmill.data"));
    List<String> lines = Files.readAllLines(file);
    Map<Integer, String> disagreements = new TreeMap<>();
    List<Integer> agreed = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      JsonNode oracle = new ObjectMapper().readTree(lines.get(number - 1));
      boolean allowed = decide(oracle);
      if (allowed == oracle.get("allowed").booleanValue()) {
        agreed.add(number);
      } else {
        disagreements.put(number, oracle.toString());
      }
    }
    assertEquals(OTHERWISE.keySet(), disagreements.keySet(), () -> disagreements.toString());
    assertTrue(agreed.size() >= 77, "only " + agreed.size() + " cases were compared");
  }

  private static boolean decide(JsonNode oracle) {
    byte[] robots = oracle.get("robots_latin1").textValue().getBytes(StandardCharsets.ISO_8859_1);
    byte[] url = oracle.get("url_latin1").textValue().getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(url, StandardCharsets.UTF_8);
    String path = text.substring(text.indexOf('/', "http://".length()));
    return RobotsTxt.parse(robots, new AgentToken(oracle.get("agent").textValue()))
        .decide(path)
        .allowed();
  }
}
