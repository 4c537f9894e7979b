package pairmill.duckdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import pairmill.consent.Evidence;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.row.PictureFacts;
import pairmill.row.Row;
import pairmill.sample.SampleKey;
import pairmill.score.Scores;

/// Rows of which some are refused, some have no picture and some no scores.
final class RandomRows {
  private static final List<Reason> REFUSALS =
      List.of(Reason.LOW_SIMILARITY, Reason.HTTP_STATUS, Reason.REMOVED_PICTURE, Reason.UNSAFE);

  private final Random random;
  private final RandomPairs pairs;

  RandomRows(long seed) {
    random = new Random(seed);
    pairs = new RandomPairs(seed);
  }

  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (Pair pair : pairs.pairs(count, 500, 100)) {
      Reason refusal = random.nextInt(3) == 0 ? REFUSALS.get(random.nextInt(4)) : null;
      rows.add(
          new Row(
              pair,
              SampleKey.of(rows.size() / 10_000, rows.size() % 10_000),
              refusal,
              refusal == null ? null : "it's \0 refused",
              random.nextInt(5) == 0 ? null : picture(pair.url()),
              random.nextInt(5) == 0 ? Scores.NONE : scores(),
              random.nextInt(5) == 0 ? List.of() : evidence()));
    }
    return rows;
  }

  private PictureFacts picture(String url) {
    int width = random.nextInt(5000);
    return new PictureFacts(
        width, 7, width, 7, hex(32), hex(64), null, "#0a0b0c", "{}", time(), url);
  }

  private String hex(int digits) {
    return "%08x".formatted(random.nextInt()).repeat(digits / 8);
  }

  private @Nullable Instant time() {
    return random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt());
  }

  private Scores scores() {
    return new Scores(random.nextDouble(), random.nextDouble(), null, 5.5, random.nextInt(4));
  }

  private static List<Evidence> evidence() {
    return List.of(
        new Evidence("robots.txt", "allowed", "http://a.org/robots.txt", Instant.ofEpochMilli(9)));
  }
}
