package pairmill.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.Language;
import pairmill.pair.Split;

final class LinguaDetectorTest {
  private static final LinguaDetector DETECTOR = TestSnapshot.detector(LinguaDetector.DEFAULT_BAR);

  private static final StockLingua LINGUA = new StockLingua(LinguaDetector.DEFAULT_BAR);

  @ParameterizedTest
  @CsvSource({
    "a brown dog is lying on the bench beside its owner, en, EN",
    "ein brauner Hund liegt neben seinem Besitzer auf der Bank, de, MULTI",
    "公共の場所で犬が寝ています, ja, MULTI",
    "коричневая собака лежит на скамейке рядом с хозяином, ru, MULTI",
  })
  void plainCaptionsAreTold(String caption, String code, Split split) {
    Language language = DETECTOR.detect(caption);
    assertEquals(code, language.code());
    assertEquals(split, language.split());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "12345", "!!! ???", "\u200b", "\ud83d\ude00", "\ud83d", "\0"})
  void whatHasNoLettersIsUntold(String caption) {
    Language language = DETECTOR.detect(caption);
    assertNull(language.code());
    assertEquals(Split.NOLANG, language.split());
  }

  @Test
  void aHigherBarLeavesTheMarginAsItIs() {
    String caption = "casa";
    Language told = TestSnapshot.detector(0).detect(caption);
    Language untold = TestSnapshot.detector(0.99).detect(caption);
    assertNotNull(told.code());
    assertNull(untold.code());
    assertEquals(told.margin(), untold.margin());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1, Double.NaN})
  void aBarIsBetweenZeroAndOne(double bar) {
    var error = assertThrows(IllegalArgumentException.class, () -> new LinguaDetector(bar));
    assertEquals("bar " + bar + " is not between 0 and 0.99", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "word ", "漢", "\u0301", "\ud83d", "я1", "ß"})
  void longTextIsLookedAtInPart(String piece) {
    String caption = piece.repeat(4_000 / piece.length());
    String tail = piece.repeat(1_000_000 / piece.length());
    assertEquals(DETECTOR.detect(caption), DETECTOR.detect(caption + tail));
  }

  @Test
  void manyThreadsAreToldTheSame() {
    List<String> captions =
        List.of("a red fox in the snow", "un renard dans la neige", "en rød rev");
    List<Language> expected = captions.stream().map(DETECTOR::detect).toList();
    List<List<Language>> told =
        Stream.generate(() -> captions)
            .limit(40)
            .parallel()
            .map(texts -> texts.stream().map(DETECTOR::detect).toList())
            .toList();
    assertTrue(told.stream().allMatch(expected::equals));
  }

  @Test
  void answersAreTheSameAfterTheModelsWereGivenUp() {
    LinguaDetector detector = TestSnapshot.detector(0);
    Language before = detector.detect("a dog on a bench");
    detector.unload();
    assertEquals(before, detector.detect("a dog on a bench"));
    assertEquals(DETECTOR.detect("dogs on benches"), detector.detect("dogs on benches"));
  }

  /// Among texts in 79 languages.
  @ParameterizedTest
  @ValueSource(strings = {"sentences", "word-pairs", "single-words"})
  void answersAreThoseOfLingua(String kind) throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(LinguaTexts.folder()),
        () -> Skipped.because("no texts at " + LinguaTexts.folder()));
    assertAnswers(LinguaTexts.read(kind, 31));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 40, 120, 2_000})
  void answersAreThoseOfLinguaOnHostileTexts(int most) {
    Random random = new Random(most);
    int count = 1_000 / (most + 10) + 2;
    assertAnswers(HostileTexts.random(random, count, most));
    assertAnswers(HostileTexts.units(random, count, most));
  }

  /// Five lengths of n-grams are looked at below 120 characters, one from there on.
  @Test
  void answersAreThoseOfLinguaAtEveryLength() {
    String text = "Ein Hund, ein Café; ".repeat(8);
    assertAnswers(IntStream.range(0, text.length()).mapToObj(text::substring).toList());
  }

  private static void assertAnswers(List<String> texts) {
    for (String text : texts) {
      assertEquals(LINGUA.detect(text), DETECTOR.detect(text), text);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.2})
  void theBarIsLinguasMinimumRelativeDistance(double bar) {
    var lingua =
        LanguageDetectorBuilder.fromAllLanguages().withMinimumRelativeDistance(bar).build();
    var detector = TestSnapshot.detector(bar);
    for (String word :
        List.of("casa", "hus", "dom", "auto", "sol", "mesa", "hund", "dag", "voda")) {
      String code = lingua.detectLanguageOf(word).getIsoCode639_1().name();
      String expected = code.equals("NONE") ? null : code.toLowerCase(Locale.ROOT);
      assertEquals(expected, detector.detect(word).code(), word);
    }
  }
}
