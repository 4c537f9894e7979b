package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// A phrase means the captions in which its words stand side by side, whether they are frequent or
/// not.
final class CaptionQueryTest {
  private static final int ROWS = 4_000;

  @TempDir private Path work;

  // Few words are very frequent, and many are not.
  private static String word(Random random) {
    return random.nextInt(3) > 0 ? "often" + random.nextInt(6) : "seldom" + random.nextInt(400);
  }

  private static String words(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(word(random));
    }
    return String.join(" ", words);
  }

  private Path captions(String name, List<String> captions) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String caption : captions) {
      rows.add("('https://a.example/%s/%d', '%s')".formatted(name, rows.size(), caption));
    }
    return Fixture.parquet(
        work.resolve("d/" + name + ".parquet"),
        "SELECT * FROM (VALUES " + String.join(", ", rows) + ") v(url, caption)");
  }

  private static long count(Explored explored, String q) throws IOException {
    return explored.finder().count(Filter.of(Map.of("q", List.of(q))));
  }

  private static void compared(Explored explored, List<String> captions, Random random)
      throws IOException {
    int found = 0;
    for (int i = 0; i < 600; i++) {
      String phrase = words(random, 2 + i % 4);
      if (i % 2 == 0) { // one that is there
        String[] some = captions.get(random.nextInt(captions.size())).split(" ");
        int from = random.nextInt(some.length - 1);
        int to = from + 2 + random.nextInt(some.length - from - 1);
        phrase = String.join(" ", List.of(some).subList(from, Math.min(to, some.length)));
      }
      String asked = " " + phrase + " ";
      long expected = captions.stream().filter(c -> (" " + c + " ").contains(asked)).count();
      assertEquals(expected, count(explored, "\"" + phrase + "\""), phrase);
      assertEquals(expected, explored.finder().phrase(phrase), phrase);
      assertEquals(captions.size() - expected, count(explored, "-\"" + phrase + "\""), phrase);
      found += expected > 0 ? 1 : 0;
    }
    assertTrue(found > 300, found + " found");
  }

  @Test
  void phrasesAreThoseOfTheCaptions() throws IOException {
    Random random = new Random(11);
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      captions.add(words(random, 2 + random.nextInt(9)));
    }
    Path first = captions("a", captions);
    List<String> more = new ArrayList<>(captions);
    Collections.fill(more, "new0 new1 often0 often1");
    try (Explored explored = Fixture.explored(work, first)) {
      assertTrue(explored.index().frequentWords().contains("often0"));
      assertFalse(explored.index().frequentWords().contains("seldom0"));
      compared(explored, captions, random);
    }
    Path second = captions("b", more);
    captions.addAll(more);
    try (Explored explored = Fixture.explored(work, first, second)) {
      assertFalse(explored.index().frequentWords().contains("new0"), "words stay what they were");
      compared(explored, captions, random);
      assertEquals(ROWS, count(explored, "\"new0 new1 often0 often1\""));
    }
  }

  @Test
  void wordsThatAreNotSideBySideAreNoPair() throws IOException {
    List<String> captions = Collections.nCopies(100, "red, wall red; RED wall");
    try (Explored explored = Fixture.explored(work, captions("a", captions))) {
      assertEquals(Set.of("red", "wall"), explored.index().frequentWords());
      assertEquals(100, count(explored, "\"wall red red\""));
      assertEquals(0, count(explored, "\"wall wall\""));
      assertEquals(0, count(explored, "\"red wall wall\""));
      assertEquals(100, count(explored, "wal*"));
      assertEquals(0, count(explored, "walk*"));
    }
  }

  @Test
  void twoFrequentWordsAreOneTerm() {
    Set<String> frequent = Set.of("wall", "art", "print");
    assertInstanceOf(TermQuery.class, CaptionQuery.of("\"wall art\"", frequent));
    assertEquals(
        new PhraseQuery.Builder()
            .add(new Term("caption", "big"), 0)
            .add(new Term("caption", "wall art"), 2)
            .add(new Term("caption", "art print"), 3)
            .add(new Term("caption", "here"), 4)
            .build(),
        CaptionQuery.of("\"big wall art print here\"", frequent));
    assertEquals(
        new PhraseQuery("caption", "big", "wall"), CaptionQuery.of("\"big wall\"", frequent));
  }
}
