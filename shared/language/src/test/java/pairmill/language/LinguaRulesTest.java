package pairmill.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asks Lingua what it makes of a text before it loads a model.
final class LinguaRulesTest {
  private static final LanguageDetector LINGUA = LanguageDetectorBuilder.fromAllLanguages().build();

  private final CaptionText text = new CaptionText();
  private final WordRules rules = new WordRules();

  private void areThoseOfLingua(String caption) {
    String cleaned = LINGUA.cleanUpInputText$lingua(caption);
    boolean letters = text.take(caption);
    assertEquals(cleaned, new String(text.units(), 0, text.length()), caption);
    assertEquals(cleaned.codePoints().anyMatch(Character::isLetter), letters, caption);
    if (letters) {
      rulesAreThoseOfLingua(LINGUA.splitTextIntoWords$lingua(cleaned), caption);
    }
  }

  private void rulesAreThoseOfLingua(List<String> words, String caption) {
    Language byRules = LINGUA.detectLanguageWithRules$lingua(words);
    Set<Language> filtered = LINGUA.filterLanguagesByRules$lingua(words);
    Language expected =
        byRules == Language.UNKNOWN && filtered.size() == 1 ? filtered.iterator().next() : byRules;
    int told = rules.take(text);
    if (expected != Language.UNKNOWN) {
      assertEquals(expected, Languages.ALL.get(told), caption);
    } else {
      assertEquals(WordRules.UNDECIDED, told, caption);
      Set<Language> possible = new HashSet<>();
      IntStream.range(0, Languages.COUNT)
          .filter(rules::isPossible)
          .forEach(language -> possible.add(Languages.ALL.get(language)));
      assertEquals(new HashSet<>(filtered), possible, caption);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 20, 100, 1_000})
  void areThoseOfLinguaOnHostileTexts(int most) {
    Random random = new Random(most);
    HostileTexts.random(random, 10_000 / (most + 7), most).forEach(this::areThoseOfLingua);
    HostileTexts.units(random, 10_000 / (most + 7), most).forEach(this::areThoseOfLingua);
  }

  @Test
  void areThoseOfLinguaWhateverCharacterComes() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(each -> each < 0x2100 || each % 23 == 0)
        .mapToObj(each -> "ab" + Character.toString(each) + "c d")
        .forEach(this::areThoseOfLingua);
  }
}
