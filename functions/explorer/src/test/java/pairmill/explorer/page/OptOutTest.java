package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.Scene;
import pairmill.explorer.find.Filter;
import pairmill.explorer.find.Finder;
import pairmill.explorer.find.Order;
import pairmill.explorer.upload.Uploads;

/// What is asked out is out at once, stands on the list, and is left out when the list is read
/// again.
final class OptOutTest {
  private static final String ROWS =
      """
      SELECT
        'https://' || ['a.example', 'www.A.example', 'b.example', 'a.example.org'][1 + i % 4] || '/p' || i // 2 || '.jpg' AS url,
        ['Jane Roe at home', 'a boat', 'jane roe'][1 + i % 3] AS caption,
        CASE WHEN i % 10 = 2 THEN 'https://cdn.a.example/' || i END AS final_url,
        1000 + i AS hash,
        md5((i % 50)::VARCHAR) AS md5,
        sha256((i % 50)::VARCHAR) AS sha256,
        sha256((i % 25)::VARCHAR) AS pdq
      FROM range(200) r(i)
      """;

  private static final Uploads UPLOADS = new Uploads(Duration.ofMinutes(1), Uploads.HEAP_MB);

  @TempDir private Path work;
  private Path file;
  private Path list;

  @BeforeEach
  void draw() throws IOException {
    file = Fixture.parquet(work.resolve("d/rows.parquet"), ROWS);
    list = work.resolve("removals.txt");
  }

  private Explored explored() throws IOException {
    return Fixture.without(work, list, file);
  }

  private static Question question(String what) {
    return new Question("optout", List.of(), Map.of("what", List.of(what)), false);
  }

  private static long found(Explored explored) throws IOException {
    return explored.finder().count(Filter.ALL);
  }

  /// Takes out, and looks at the same rows again after the list was read anew.
  private void takesOut(String what, long rows, String... lines) throws IOException {
    Files.deleteIfExists(list);
    List<Long> left;
    try (Explored explored = explored()) {
      OptOut page = new OptOut(explored, UPLOADS);
      assertEquals(rows, page.answer(question(what)).table().total(), what);
      assertEquals(200, found(explored), "nothing is taken out by looking");
      assertFalse(Files.exists(list));

      Answer answer = page.takeOut(what);
      assertEquals(rows, answer.table().total(), what);
      assertEquals(200 - rows, found(explored), what);
      assertEquals(rows == 0, explored.finder().isSettled());
      assertEquals(0L, page.answer(question(what)).table().total(), what);
      if (lines.length > 0) {
        assertEquals(List.of(lines), Files.readAllLines(list));
      }
      left = all(explored.finder());
    }
    try (Explored again = explored()) {
      assertEquals(left, all(again.finder()), what);
      assertEquals(200 - rows, again.index().mark().rows(), what);
      assertEquals(
          200 - rows,
          again.index().database().number("SELECT sum(count)::BIGINT FROM domains"),
          what);
      assertTrue(again.finder().isSettled());
    }
  }

  private static List<Long> all(Finder finder) throws IOException {
    return finder.page(Filter.ALL, Order.DATASET, "", 1_000).ids();
  }

  @Test
  void aDomainTakesWhatIsBelowItAndWhatLeadsThere() throws IOException {
    takesOut("A.example.", 110, "A.example."); // 10 of them are redirected there
  }

  @Test
  void anAddressTakesThePictureLetterByLetter() throws IOException {
    takesOut("https://a.example/p0.jpg", 1, "https://a.example/p0.jpg");
    takesOut("https://a.example/P0.jpg", 0, "https://a.example/P0.jpg");
    takesOut("https://cdn.a.example/2", 1);
  }

  @Test
  void hashesTakePicturesAndPairs() throws IOException {
    takesOut("1007", 1, "1007");
    takesOut("CFCD208495D565EF66E7DFF9F98764DA", 4); // MD5 of 0
    takesOut("5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9", 4);
    takesOut("pdq:5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9", 8);
  }

  @Test
  void aNameTakesPairsWhoseCaptionsHoldIt() throws IOException {
    takesOut("Jane Roe", 133);
    assertEquals(133, Files.readAllLines(list).size());
    assertEquals("1000", Files.readAllLines(list).getFirst());
    takesOut("Nobody At All", 0);
  }

  @Test
  void withoutHashesANameTakesAddresses() throws IOException {
    file =
        Fixture.parquet(
            work.resolve("e/rows.parquet"),
            "SELECT 'https://a.example/' || i // 2 AS url, ['Jane Roe', 'a boat'][1 + i % 2] AS caption FROM range(8) r(i) UNION ALL SELECT 'no address', 'Jane Roe'");
    try (Explored explored = explored()) {
      OptOut page = new OptOut(explored, UPLOADS);
      Answer answer = page.takeOut("jane roe");
      assertEquals(5L, answer.table().total());
      assertEquals(
          List.of(
              "https://a.example/0",
              "https://a.example/1",
              "https://a.example/2",
              "https://a.example/3"),
          Files.readAllLines(list));
      assertEquals(0, found(explored), "the other captions of these pictures go, too");
    }
  }

  @Test
  void theListKeepsWhatItHas() throws IOException {
    Files.writeString(list, "# mine\nb.example");
    try (Explored explored = explored()) {
      OptOut page = new OptOut(explored, UPLOADS);
      page.takeOut("1000");
      page.takeOut("1000");
      page.takeOut("b.example");
      assertEquals("# mine\nb.example\n1000\n", Files.readString(list));
    }
  }

  @Test
  void addressesAreShortened() throws IOException {
    try (Explored explored = explored()) {
      assertEquals(
          "[[https://a.example/p***.jpg], [https://www.A.example/p***.jpg]]",
          new OptOut(explored, UPLOADS)
              .answer(question("a.example"))
              .table()
              .rows()
              .subList(0, 2)
              .toString());
    }
    assertEquals("https://a.example/p***", Leaving.redacted("https://a.example/private?who=jane"));
    assertEquals("https://a.example", Leaving.redacted("https://a.example"));
    assertEquals("***", Leaving.redacted("private"));
  }

  @Test
  void aPictureIsFoundByItsBytes() throws IOException {
    try (Explored explored = explored()) {
      OptOut page = new OptOut(explored, UPLOADS);
      String hash = page.meaning("0".getBytes(UTF_8)); // the bytes that were hashed are no picture
      assertEquals("5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9", hash);
      assertEquals(4L, page.answer(question(hash)).table().total());
      RefusedException refused =
          assertThrows(RefusedException.class, () -> page.meaning(new byte[(5 << 20) + 1]));
      assertEquals(413, refused.status());
      assertEquals(
          "The picture has 5,242,881 bytes; at most 5,242,880 are taken. Send a smaller copy of it.",
          refused.getMessage());
    }
  }

  @Test
  void aPictureIsFoundByItsLook() throws IOException {
    String pdq = Objects.requireNonNull(UPLOADS.look(Scene.jpeg(400, 0.9f), 0).pdq());
    file =
        Fixture.parquet(
            work.resolve("e/rows.parquet"),
            "SELECT 'https://a.example/' || i AS url, CASE i WHEN 1 THEN '%s' END AS pdq, i AS hash FROM range(4) r(i)"
                .formatted(pdq));
    try (Explored explored = explored()) {
      OptOut page = new OptOut(explored, UPLOADS);
      String smaller = page.meaning(Scene.jpeg(200, 0.5f));
      assertTrue(smaller.startsWith("pdq:"), smaller);
      assertEquals(1L, page.answer(question(smaller)).table().total());
      RefusedException refused =
          assertThrows(RefusedException.class, () -> page.meaning("no picture".getBytes(UTF_8)));
      assertEquals(415, refused.status());
    }
  }

  @Test
  void withoutHashesNoPictureIsFound() throws IOException {
    file = Fixture.parquet(work.resolve("e/rows.parquet"), "SELECT 'https://a.example/' AS url");
    try (Explored explored = explored()) {
      OptOut page = new OptOut(explored, UPLOADS);
      assertEquals(
          "This dataset has no hashes of pictures, by which one could be found. Look for its address, or its site.",
          assertThrows(NoSuchThingException.class, () -> page.meaning("0".getBytes(UTF_8)))
              .getMessage());
    }
  }

  @Test
  void aSiteForOthersKeepsNoList() throws IOException {
    try (Explored mine = explored()) {
      Explored others =
          new Explored(
              mine.name(),
              mine.folder(),
              mine.manifest(),
              mine.index(),
              mine.finder(),
              mine.pictures(),
              mine.model(),
              list,
              false);
      OptOut page = new OptOut(others, UPLOADS);
      assertEquals(List.of("b.example"), page.answer(question("b.example")).extra().get("lines"));
      assertNotEquals(0L, page.answer(question("b.example")).table().total());
      assertEquals(
          "This site keeps no removal list. Copy the lines, and give them to whoever keeps it",
          assertThrows(IllegalArgumentException.class, () -> page.takeOut("b.example"))
              .getMessage());
      assertFalse(Files.exists(list));
    }
  }

  @Test
  void whatIsNothingOfTheKindIsNamed() throws IOException {
    try (Explored explored = explored()) {
      OptOut page = new OptOut(explored, UPLOADS);
      for (Map.Entry<String, String> wrong :
          Map.of(
                  "ftp://a.example/x",
                  "what, line 1: 'ftp://a.example/x' is not an http or https address",
                  "99999999999999999999",
                  "what, line 1: '99999999999999999999' is neither the 64-bit hash of a pair nor the hash of a picture",
                  "a.example\nb.example",
                  "Say one address, domain, name or hash, on one line of at most 4,000 characters")
              .entrySet()) {
        assertEquals(
            wrong.getValue(),
            assertThrows(
                    IllegalArgumentException.class, () -> page.answer(question(wrong.getKey())))
                .getMessage());
      }
    }
  }

  @Test
  void factsThatAreListedLeaveOutWhatIsGone() throws IOException {
    try (Explored explored = explored()) {
      Question first = new Question("phrases", List.of(), Map.of(), false);
      Phrases phrases = new Phrases(explored);
      assertTrue(phrases.answer(first).table().exact());
      new OptOut(explored, UPLOADS).takeOut("Jane Roe");
      assertEquals(
          "[[2, a boat, 67, 67, 3]]",
          phrases.answer(first).table().rows().toString().replaceAll(", [0-9]+]]", ", 3]]"));
      Question groups = new Question("duplicates", List.of("bytes"), Map.of(), false);
      assertFalse(new Duplicates(explored).answer(groups).table().exact());
    }
  }
}
