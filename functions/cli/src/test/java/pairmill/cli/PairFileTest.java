package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;

final class PairFileTest {
  private static final Pair PAIR =
      new Pair(
          "https://www.example.com/cat.jpg",
          "A cat",
          Language.UNTOLD,
          new Provenance("a.warc", 0, 0, "https://www.example.com/", null, null, null));

  @TempDir private Path folder;

  private final PrintWriter stdout = new PrintWriter(new StringWriter());

  @Test
  void fileMayBeReadByWhomeverOtherFilesMay() throws IOException {
    Path usual = Files.createFile(folder.resolve("usual"));
    for (String name : List.of("a.tsv", "a.jsonl", "a.parquet")) {
      Path target = folder.resolve(name);
      try (PairFile file = PairFile.create(target.toString(), stdout)) {
        file.finish();
      }
      assertEquals(
          Files.getAttribute(usual, "posix:permissions"),
          Files.getAttribute(target, "posix:permissions"),
          name);
    }
  }

  @Test
  void fileThatIsNotFinishedLeavesNothing() throws IOException {
    for (String name : List.of("a.tsv", "a.parquet")) {
      PairFile.create(folder.resolve(name).toString(), stdout).close();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void folderIsNoFileToWrite() throws IOException {
    Path folder = Files.createDirectory(this.folder.resolve("pairs.tsv"));
    WrongUseException e =
        assertThrows(WrongUseException.class, () -> PairFile.check(folder.toString()));
    assertEquals(folder + ": is a folder", e.getMessage());
  }

  @Test
  void standardOutputThatTakesNothingFailsSoon() throws IOException {
    try (PairFile file = PairFile.create(PairFile.STDOUT, new PrintWriter(new Full()))) {
      IOException e = assertThrows(IOException.class, () -> writeMany(file));
      assertEquals("standard output cannot be written", e.getMessage());
    }
  }

  @Test
  void standardOutputThatTakesNothingFailsAtTheLatestAtTheEnd() throws IOException {
    try (PairFile file = PairFile.create(PairFile.STDOUT, new PrintWriter(new Full()))) {
      file.write(PAIR);
      assertThrows(IOException.class, file::finish);
    }
  }

  @Test
  void standardOutputStaysOpen() throws IOException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    try (PairFile file = PairFile.create(PairFile.STDOUT, out)) {
      file.write(PAIR);
      file.finish();
    }
    out.println("more");
    out.flush();
    assertTrue(text.toString().endsWith("}\nmore\n"), text.toString());
  }

  private static void writeMany(PairFile file) throws IOException {
    for (int i = 0; i < 1_000; i++) {
      file.write(PAIR);
    }
  }

  /// A device without space.
  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
