package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;

/// Names are counted as phrases of captions.
final class ListsTest {
  private static final String ROWS =
      """
      SELECT 'https://a.example/' || i AS url,
        ['Claude Monet, water lilies', 'monet claude', 'After CLAUDE  MONET', 'Titian', 'Claude "Monet"'][1 + i % 5] AS caption
      FROM range(100) r(i)
      """;

  @TempDir private Path work;

  private Explored explored() throws IOException {
    return Fixture.explored(work, Fixture.parquet(work.resolve("d/rows.parquet"), ROWS));
  }

  private static Question question(String... path) {
    return new Question("lists", List.of(path), Map.of(), false);
  }

  private static Map<String, Object> counts(Answer answer) {
    return answer.table().rows().stream()
        .filter(row -> row.get(1) != null && !row.get(1).equals(0L))
        .collect(Collectors.toMap(row -> String.valueOf(row.get(0)), row -> row.get(1)));
  }

  @Test
  void aShippedListIsCountedAndLeadsToItsRows() throws IOException {
    try (Explored explored = explored()) {
      Answer answer = new Lists(explored).answer(question("artists"));
      assertEquals(Map.of("Claude Monet", 60L, "Titian", 20L), counts(answer));
      assertEquals(
          "Painters, printmakers and photographers, most of them long dead. 2 of 226 names stand in captions.",
          answer.lead());
      Table.Link link = (Table.Link) answer.table().rows().getFirst().getFirst();
      assertEquals("/images?q=%22Claude%20Monet%22", link.href());
      assertEquals(0.6, answer.table().rows().getFirst().get(2));
    }
  }

  @Test
  void countsLeaveOutWhatIsHiddenSince() throws IOException {
    try (Explored explored = explored()) {
      Lists lists = new Lists(explored);
      assertEquals(20L, counts(lists.answer(question("artists"))).get("Titian"));
      explored.finder().hideToo(List.of(3L, 8L));
      assertEquals(18L, counts(lists.answer(question("artists"))).get("Titian"));
    }
  }

  @Test
  void allListsTellTheirMostFrequentName() throws IOException {
    try (Explored explored = explored()) {
      List<?> artists = new Lists(explored).answer(question()).table().rows().getFirst();
      assertEquals("[Artists, 226, 2, Claude Monet, 60]", artists.toString());
    }
  }

  @Test
  void anOwnListIsCountedUntilTimeIsUp() throws IOException {
    try (Explored explored = explored()) {
      Lists lists = new Lists(explored);
      NameList own = NameList.own(" Titian \n\nnobody\nTitian", "\uFEFFmonet".getBytes(UTF_8));
      assertEquals(List.of("Titian", "nobody", "monet"), own.names());
      Answer answer = lists.own(own, Duration.ofHours(1));
      assertEquals(Map.of("Titian", 20L, "monet", 80L), counts(answer));
      assertTrue(answer.table().exact());

      Answer late = lists.own(own, Duration.ZERO);
      assertFalse(late.table().exact());
      assertEquals(3, late.extra().get("uncounted"));
      assertNull(late.table().rows().getFirst().get(1));
    }
  }

  @Test
  void whatIsNoListIsNamed() throws IOException {
    String many =
        IntStream.range(0, 2_001).mapToObj(i -> "n" + i).collect(Collectors.joining("\n"));
    assertEquals("The list has 2,001 names; at most 2,000 are counted", wrong(many, new byte[0]));
    assertEquals(
        "The list has 100,001 bytes; at most 100,000 are taken", wrong("", new byte[100_001]));
    assertEquals("The list is empty: put one name on each line", wrong(" \n ", new byte[0]));
    assertEquals("The file is no text in UTF-8", wrong("", new byte[] {(byte) 0xFF}));
    try (Explored explored = explored()) {
      assertEquals(
          "There is no list 'x' here.",
          assertThrows(NoSuchThingException.class, () -> new Lists(explored).answer(question("x")))
              .getMessage());
    }
  }

  private static String wrong(String pasted, byte[] file) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> NameList.own(pasted, file))
            .getMessage());
  }
}
