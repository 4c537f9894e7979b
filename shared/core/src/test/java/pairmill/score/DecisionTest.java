package pairmill.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;

class DecisionTest {
  private static final Decision DECISION =
      new Decision(
          new TreeMap<>(Map.of("en", 0.28, "multi", 0.26)),
          SuspiciousText.read("blue moon".getBytes(UTF_8), "list.txt"));

  private static Scored decide(
      @Nullable String language, String caption, @Nullable Double similarity, double punsafe) {
    Pair pair =
        new Pair(
            "http://a.example/1",
            caption,
            new Language(language, null),
            new Provenance("a.warc", 0, 0, "", null, null, null));
    Scores scores = new Scores(similarity, punsafe, null, null, null);
    return DECISION.of(pair, scores, new Embeddings(new float[0], null));
  }

  @ParameterizedTest
  @CsvSource({
    "en, 0.28, ",
    "en, 0.2799, LOW_SIMILARITY",
    "de, 0.26, ",
    "de, 0.2599, LOW_SIMILARITY",
    ", -1, ",
    "en, , ",
    "en, NaN, LOW_SIMILARITY"
  })
  void thresholdIsThatOfTheSplit(
      @Nullable String language, @Nullable Double similarity, @Nullable Reason refusal) {
    Scored scored = decide(language, "a caption", similarity, 0);
    assertEquals(refusal, scored.refusal());
    assertEquals(similarity, scored.scores().similarity());
  }

  @Test
  void whatIsBelowTheThresholdIsTold() {
    assertEquals("similarity 0.1235, below 0.28", decide("en", "a caption", 0.123456, 0).detail());
    assertNull(decide("en", "a caption", 0.5, 0).detail());
  }

  @Test
  void pictureAndCaptionTogetherAreUnsafe() {
    assertEquals(Reason.UNSAFE, decide("en", "blue moon", 0.5, 0.951).refusal());
    assertNull(decide("en", "blue moon", 0.5, 0.95).refusal());
    assertNull(decide("en", "blue sea", 0.5, 1).refusal());
    assertEquals(Reason.UNSAFE, decide("en", "blue moon", 0.1, 1).refusal());
  }
}
