package pairmill.tokenizer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordPieceTokenizerTest {
  @TempDir private Path folder;

  /// Written by `.ci/draw_wordpieces.py`, which asks Hugging Face's tokenizers 0.23.3. The file
  /// itself wants 5 ids at most and padding to 9.
  @ParameterizedTest
  @ValueSource(strings = {"cased", "uncased"})
  void idsAreThoseOfHuggingFace(String kind) throws IOException {
    Tokenizer tokenizer = open(kind);
    List<Goldens.Golden> goldens = Goldens.read(kind + "/golden.jsonl");
    assertEquals(47, goldens.size());
    assertAll(
        goldens.stream()
            .map(golden ->
                () ->
                    assertEquals(
                        golden.ids(), Goldens.ids(tokenizer, golden.text(), 24), golden.text())));
  }

  @Test
  void endTokenIsKeptAtEveryLength() throws IOException {
    Tokenizer tokenizer = open("cased");
    long[] whole = tokenizer.ids("A photo of a cat on [MASK]", 99);
    for (int longest = 2; longest < whole.length; longest++) {
      long[] cut = tokenizer.ids("A photo of a cat on [MASK]", longest);
      assertEquals(longest, cut.length);
      assertEquals(whole[longest - 2], cut[longest - 2]);
      assertEquals(whole[whole.length - 1], cut[longest - 1]);
    }
    assertThrows(IllegalArgumentException.class, () -> tokenizer.ids("cat", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\ud83d", "\ude00", "\u0301\u0327", "\0", "[MASK", "猫", "\n\r"})
  void megabytesAreTokenized(String part) throws IOException {
    String text = part.repeat((1 << 20) / part.length());
    for (String kind : new String[] {"cased", "uncased"}) {
      long[] ids = open(kind).ids(text, 77);
      assertEquals(3, ids[ids.length - 1]);
    }
  }

  @Test
  void unpairedSurrogateIsAReplacementCharacter() throws IOException {
    Tokenizer tokenizer = open("cased");
    assertArrayEquals(tokenizer.ids("c\ufffdat", 9), tokenizer.ids("c\ud83dat", 9));
  }

  private Tokenizer open(String kind) throws IOException {
    Files.writeString(folder.resolve(Tokenizers.FILE), Goldens.text(kind + "/tokenizer.json"));
    return Tokenizers.open(folder);
  }
}
