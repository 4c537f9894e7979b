package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.download.ArchivedImage;
import pairmill.filter.Rules;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.queue.Task;
import pairmill.run.ImagesFrom;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.shard.Damage;
import pairmill.stage.PairSink;

final class ImportPairsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"en, en", "PT, pt"})
  void languageOfTwoLettersIsTaken(String cell, String code) throws IOException {
    assertEquals(code, pair(cell).language().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eng", "en-GB", "e", "éà", "../x", "1a"})
  void anyOtherLanguageIsNone(String cell) throws IOException {
    assertNull(pair(cell).language().code());
  }

  private Pair pair(String language) throws IOException {
    Path table = folder.resolve("pairs.csv");
    Files.writeString(table, "url,caption,language\nhttp://a.org/1,a caption," + language + "\n");
    List<Pair> pairs = new ArrayList<>();
    RunSpec spec =
        new RunSpec(
            "pairmill test",
            Rules.RAW,
            ImagesFrom.WEB,
            null,
            null,
            null,
            1,
            1,
            1,
            false,
            false,
            null,
            null);
    new ImportPairs(Map.of("pairs.csv", table))
        .read(
            new Task.Extract("", "pairs.csv"),
            new Run(spec, true, List.of(new Run.Input("pairs.csv", 1)), null),
            new Pairs(pairs));
    return pairs.getFirst();
  }

  private record Pairs(List<Pair> pairs) implements PairSink {
    @Override
    public void pair(Pair pair) {
      pairs.add(pair);
    }

    @Override
    public void refused(Reason reason, String example) {
      throw new AssertionError(reason + ": " + example);
    }

    @Override
    public void image(ArchivedImage image) {
      throw new AssertionError(image);
    }

    @Override
    public void damage(Damage damage) {
      throw new AssertionError(damage);
    }

    @Override
    public void count(String name, long items) {}
  }
}
