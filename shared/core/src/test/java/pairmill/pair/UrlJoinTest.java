package pairmill.pair;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlJoinTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Drawn and answered by `.ci/draw_url_joins.py` under CPython 3.11.7.
  @Test
  void addressesAreThoseOfPython() throws IOException {
    List<String> lines = Resources.text("url-join.jsonl").lines().toList();
    assertTrue(lines.size() >= 3_000);
    assertAll(lines.stream().map(line -> () -> assertCase(line)));
  }

  private static void assertCase(String line) throws IOException {
    @Nullable String[] row = JSON.readValue(line, String[].class);
    assertEquals(row[2], joined(String.valueOf(row[0]), String.valueOf(row[1])), line);
  }

  /// RFC 3986, section 5.4, where Python follows it.
  @ParameterizedTest
  @CsvSource({
    "g, http://a/b/c/g",
    "./g, http://a/b/c/g",
    "g/, http://a/b/c/g/",
    "/g, http://a/g",
    "//g, http://g",
    "?y, http://a/b/c/d;p?y",
    "g?y#s, http://a/b/c/g?y#s",
    ";x, http://a/b/c/;x",
    "'', http://a/b/c/d;p?q",
    "../../g, http://a/g",
    "../../../g, http://a/g",
    "g;x=1/../y, http://a/b/c/y",
    "g:h, g:h",
  })
  void referencesResolveAsTheStandardSays(String reference, String url) {
    assertEquals(url, joined("http://a/b/c/d;p?q", reference));
  }

  @Test
  void longAddressesResolve() {
    String deep = "../a/".repeat(200_000);
    assertEquals("http://a/a/", joined("http://a/b/c", deep));
    assertEquals("http://a" + "/x".repeat(500_000), joined("http://a", "x/".repeat(499_999) + "x"));
  }

  private static @Nullable String joined(String base, String url) {
    return switch (UrlJoin.join(base, url)) {
      case Outcome.Kept<String>(String joined) -> joined;
      case Outcome.Refused<String>(Reason reason, String detail) -> {
        assertEquals(Reason.BAD_URL, reason, detail);
        yield null;
      }
    };
  }
}
