package pairmill.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// What tells about people is counted and never told.
final class PrivacyTest {
  private static final Question QUESTION = new Question("privacy", List.of(), Map.of(), false);

  @TempDir private Path work;

  private Explored explored(String rows) throws IOException {
    return Fixture.explored(work, Fixture.parquet(work.resolve("d/rows.parquet"), rows));
  }

  private static String caption(String... captions) {
    StringBuilder rows = new StringBuilder();
    for (String caption : captions) {
      rows.append(rows.isEmpty() ? "" : " UNION ALL ")
          .append(
              "SELECT 'https://a.example/x' AS url, '"
                  + caption.replace("'", "''")
                  + "' AS caption, 2 AS faces");
    }
    return rows.toString();
  }

  private static String exif(String latitude, String north, String longitude, String east) {
    return """
    SELECT 'https://a.example/x' AS url, '{"Image Make": "x", "GPS GPSLatitudeRef": "%s", "GPS GPSLatitude": "%s", "GPS GPSLongitudeRef": "%s", "GPS GPSLongitude": "%s", "GPS GPSDestLatitude": "[9, 9, 9]"}' AS exif
    """
        .formatted(north, latitude, east, longitude);
  }

  private static Object personal(Answer answer) {
    return String.valueOf(answer.extra().get("personal")).replace("Personal", "");
  }

  @Test
  void personalDataInCaptionsIsCountedAndRedacted() throws IOException {
    String rows =
        caption(
            "write to jane.roe@mail.example.org or jane.roe@mail.example.org",
            "JOHN+x@EXAMPLE.COM, jane.roe@mail.example.org",
            "call +49 (0) 30 1234567 or (212) 555-0123",
            "card 4111 1111 1111 1111, and no card 4111 1111 1111 1112",
            "IBAN DE89 3704 0044 0532 0130 00 please",
            "a@b is nothing, 2020-2021 is nothing, ISBN 978-0-201-37962-4 is nothing",
            "@".repeat(5_000) + "a.".repeat(5_000));
    try (Explored explored = explored(rows)) {
      assertEquals(
          "[[kind=email, rows=2, different=2, samples=[j***@m***.org, J***@E***.COM]],"
              + " [kind=phone, rows=1, different=2, samples=[(21***3, +49***7]],"
              + " [kind=card, rows=1, different=1, samples=[41***1]],"
              + " [kind=iban, rows=1, different=1, samples=[DE***0]],"
              + " [kind=face, rows=7, different=14, samples=[]]]",
          personal(new Privacy(explored).answer(QUESTION)));
      explored.finder().hideToo(List.of(0L, 1L));
      Answer after = new Privacy(explored).answer(QUESTION);
      assertFalse(String.valueOf(personal(after)).contains("***@"));
      assertFalse(after.table().exact());
    }
  }

  @Test
  void positionsAreCellsOfFiveOrMore() throws IOException {
    String paris = exif("[48, 51, 2337/50]", "N", "[2, 21, 0]", "E");
    String rio = exif("[22, 54, 30]", "S", "[43, 11/1, 47/1]", "W");
    String rows =
        String.join(
            " UNION ALL ",
            paris,
            paris,
            paris,
            paris,
            paris,
            paris,
            paris,
            paris,
            paris,
            paris,
            rio,
            rio,
            rio,
            rio,
            rio,
            exif("[1, 2, 3]", "N", "[4, 5, 6]", "E"),
            exif("[0, 0, 0]", "N", "[0, 0, 0]", "E"),
            exif("[0/0, 0/0, 0/0]", "N", "[0, 0, 0]", "E"),
            exif("[99, 0, 0]", "N", "[0, 0, 0]", "E"),
            exif("", "N", "[0, 0, 0]", "E"),
            "SELECT 'https://a.example/x', 'GPSLatitude {{{'");
    try (Explored explored = explored(rows)) {
      Answer answer = new Privacy(explored).answer(QUESTION);
      assertEquals("[[48.8, 2.3, 10], [-23.0, -43.2, 5]]", answer.table().rows().toString());
      assertEquals(16L, answer.extra().get("positions"));
      assertEquals(
          "[Dots[width=6.0, path=M364.7 82.3h0], Dots[width=5.5, path=M273.7 225.9h0]]",
          String.valueOf(answer.data().get("dots")));
      Map<String, List<String>> one = Map.of("size", List.of("1"));
      Answer first = new Privacy(explored).answer(new Question("privacy", List.of(), one, false));
      assertEquals("[[48.8, 2.3, 10]]", first.table().rows().toString());
      assertEquals("1", first.table().next());
      Map<String, List<String>> rest = Map.of("size", List.of("1"), "after", List.of("1"));
      Answer last = new Privacy(explored).answer(new Question("privacy", List.of(), rest, false));
      assertEquals("[[-23.0, -43.2, 5]]", last.table().rows().toString());
      assertEquals(null, last.table().next());
      Map<String, List<String>> past = Map.of("after", List.of("2147483647"));
      Answer none = new Privacy(explored).answer(new Question("privacy", List.of(), past, false));
      assertEquals(List.of(), none.table().rows());
      assertEquals(null, none.table().next());
    }
  }

  @Test
  void nothingIsNothing() throws IOException {
    try (Explored explored = explored("SELECT 'https://a.example' AS url LIMIT 0")) {
      Answer answer = new Privacy(explored).answer(QUESTION);
      assertEquals(List.of(), answer.table().rows());
      assertEquals("[]", personal(answer));
    }
  }
}
