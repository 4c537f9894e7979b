package pairmill.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.Language;
import pairmill.pair.Split;

final class LinguaDetectorTest {
  private static final LinguaDetector DETECTOR = new LinguaDetector();

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
    Language told = new LinguaDetector(0).detect(caption);
    Language untold = new LinguaDetector(0.99).detect(caption);
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

  /// Four sentences of each of 79 languages.
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.2})
  void answersAreThoseOfLingua(double bar) throws IOException {
    var lingua =
        LanguageDetectorBuilder.fromAllLanguages().withMinimumRelativeDistance(bar).build();
    var detector = new LinguaDetector(bar);
    for (String sentence : sentences()) {
      String code = lingua.detectLanguageOf(sentence).getIsoCode639_1().name();
      String expected = code.equals("NONE") ? null : code.toLowerCase(Locale.ROOT);
      assertEquals(expected, detector.detect(sentence).code(), sentence);
    }
  }

  private static List<String> sentences() throws IOException {
    Path folder = Path.of(System.getProperty("pairmill.data", ""), "langid/lingua/sentences");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), () -> Skipped.because("no sentences at " + folder));
    List<String> sentences = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        sentences.addAll(Files.readAllLines(file).subList(0, 4));
      }
    }
    return sentences;
  }
}
