package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.explorer.Explored;
import pairmill.explorer.Fixture;
import pairmill.explorer.Scene;
import pairmill.explorer.find.Hidden;
import pairmill.explorer.upload.Uploads;

/// A picture that is sent finds its copies, and is told what it cannot be compared by.
final class OwnPictureTest {
  private static final Uploads UPLOADS = new Uploads(Duration.ofMinutes(1), Uploads.HEAP_MB);
  private static final Question QUESTION = new Question("similar", List.of(), Map.of(), false);

  @TempDir private Path work;

  private static String pdq(byte[] picture) throws IOException {
    return Objects.requireNonNull(UPLOADS.look(picture, 0).pdq());
  }

  @Test
  void copiesAreFoundTheNearestFirst() throws IOException {
    String same = pdq(Scene.jpeg(400, 0.9f));
    String near = flipped(same, 20);
    String far = flipped(same, 40);
    Path file =
        Fixture.parquet(
            work.resolve("d/rows.parquet"),
            "SELECT 'https://a.example/' || i AS url, 'picture ' || i AS caption, ['%s', 'none', NULL, upper('%s'), '%s'][1 + i] AS pdq FROM range(5) r(i)"
                .formatted(near, same, far));
    try (Explored explored = Fixture.explored(work, file)) {
      OwnPicture page = new OwnPicture(explored, UPLOADS);
      Answer answer = page.answer(Scene.jpeg(200, 0.6f), QUESTION);
      List<Object> ids = answer.table().rows().stream().map(row -> text(row.getFirst())).toList();
      assertEquals(List.of("3", "0"), ids);
      assertTrue(answer.table().exact());
      assertEquals(2, answer.extra().get("copies_found"));
      assertEquals(
          "2 copies of it are in this dataset. Your picture of 200 × 150 pixels is kept nowhere.",
          answer.lead());
      assertTrue(String.valueOf(answer.data().get("lack")).startsWith("Copies of a picture"));
      assertEquals(List.of(), page.answer(Scene.png(2, 300, 300), QUESTION).table().rows());

      explored.finder().hide(Hidden.of(List.of(3L)));
      assertEquals(1, page.answer(Scene.jpeg(200, 0.6f), QUESTION).table().rows().size());
    }
  }

  private static Object text(Object cell) {
    return cell instanceof Table.Link link ? link.text() : cell;
  }

  // The first bits of a hash turned.
  private static String flipped(String pdq, int bits) {
    StringBuilder flipped = new StringBuilder(pdq);
    for (int i = 0; i < bits / 4; i++) {
      flipped.setCharAt(i, Character.forDigit(Character.digit(pdq.charAt(i), 16) ^ 15, 16));
    }
    return flipped.toString();
  }

  @Test
  void whatIsNoPictureIsRefusedOnThePage() throws IOException {
    Path file =
        Fixture.parquet(
            work.resolve("d/rows.parquet"), "SELECT 'https://a.example/' AS url, '0' AS pdq");
    try (Explored explored = Fixture.explored(work, file)) {
      OwnPicture page = new OwnPicture(explored, UPLOADS);
      RefusedException refused =
          assertThrows(RefusedException.class, () -> page.answer("text".getBytes(UTF_8), QUESTION));
      assertEquals(415, refused.status());
      assertEquals(refused.getMessage(), refused.answer().data().get("refusal"));
      assertEquals(
          413,
          assertThrows(
                  RefusedException.class,
                  () -> page.answer(new byte[Uploads.LARGEST + 1], QUESTION))
              .status());
    }
  }

  @Test
  void aDatasetThatNothingCanBeComparedWithSaysSo() throws IOException {
    Path file =
        Fixture.parquet(work.resolve("d/rows.parquet"), "SELECT 'https://a.example/' AS url");
    try (Explored explored = Fixture.explored(work, file)) {
      assertFalse(Told.one(Similar.form(explored), "sendable", Boolean.class));
      assertTrue(
          String.valueOf(
                  assertThrows(
                          NoSuchThingException.class,
                          () ->
                              new OwnPicture(explored, UPLOADS)
                                  .answer(Scene.png(1, 40, 40), QUESTION))
                      .getMessage())
              .startsWith("This dataset has neither embeddings nor PDQ hashes"));
    }
  }
}
