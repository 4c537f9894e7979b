package pairmill.tokenizer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClipTokenizerTest {
  private static final int LONGEST = 77;
  private static final long START = 49_406;
  private static final long END = 49_407;

  private final ClipTokenizer tokenizer = new ClipTokenizer();

  /// Written by `.ci/check_clip_tokens.py --golden`, which asks open_clip 2.32.0.
  @Test
  void idsAreThoseOfOpenClip() throws IOException {
    List<Goldens.Golden> goldens = Goldens.read("clip.jsonl");
    assertEquals(84, goldens.size());
    assertAll(
        goldens.stream()
            .map(golden ->
                () ->
                    assertEquals(
                        golden.ids(),
                        Goldens.ids(tokenizer, golden.text(), LONGEST),
                        () -> golden.text().substring(0, Math.min(60, golden.text().length())))));
  }

  @Test
  void ofLongerCaptionsTheEndIsCutAndTheEndTokenKept() {
    long[] whole = tokenizer.ids("a photo of a cat on a mat", LONGEST);
    assertEquals(10, whole.length);
    for (int longest = 2; longest <= LONGEST; longest++) {
      long[] expected = Arrays.copyOf(whole, Math.min(longest, whole.length));
      expected[expected.length - 1] = END;
      assertArrayEquals(expected, tokenizer.ids("a photo of a cat on a mat", longest));
    }
  }

  @Test
  void emptyTextHasStartAndEnd() {
    assertArrayEquals(new long[] {START, END}, tokenizer.ids("", 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 0, -1, Integer.MIN_VALUE})
  void noRoomForStartAndEndIsRefused(int longest) {
    var e = assertThrows(IllegalArgumentException.class, () -> tokenizer.ids("cat", longest));
    assertEquals("most ids of a caption: " + longest + ", not 2 or more", e.getMessage());
  }

  @Test
  void whatStandsBehindTheLongestInputIsNotLookedAt() {
    String spaces = " ".repeat(CaptionHead.MAX_LENGTH - 1);
    assertEquals(3, tokenizer.ids(spaces + "a", LONGEST).length);
    assertEquals(2, tokenizer.ids(spaces + " a", LONGEST).length);
    assertEquals(2, tokenizer.ids(spaces + "😀", LONGEST).length, "no half of a pair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\ud83d", "\u0301\u0327", "&amp;", "Ã©", "\0", "Σ'", "<", "\n\r"})
  void megabytesAreTokenized(String part) {
    String text = part.repeat((1 << 20) / part.length());
    long[] ids = tokenizer.ids(text, LONGEST);
    assertEquals(START, ids[0]);
    assertEquals(END, ids[ids.length - 1]);
  }
}
