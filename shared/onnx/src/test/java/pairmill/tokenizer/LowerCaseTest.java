package pairmill.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LowerCaseTest {
  @Test
  void everyCharacterAloneIsAsInJava() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      String alone = Character.toString(point);
      assertEquals(alone.toLowerCase(Locale.ROOT), LowerCase.of(alone), () -> alone);
    }
  }

  /// The right column is what Python's `str.lower` gives.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ΟΔΟΣ,οδος",
        "ΟΔΟΣ.,οδος.",
        "ΟΔΟΣ.Α,οδοσ.α",
        "Σ,σ",
        "ΣΣ,σς",
        "1Σ,1σ",
        "Α'Σ,α'ς",
        "ΑΣ'Α,ασ'α",
        "ΑΣ_,ας_",
        "ΑΣ\u0301Α,ασ\u0301α",
        "Α\u00adΣ,α\u00adς",
        "Α\u0387Σ,α\u0387ς",
        "ʰΣ,ʰσ",
        "𝐀Σ,𝐀ς",
        "Α😀Σ,α😀σ",
        "İΣ,i\u0307ς",
      })
  void sigmaEndsWords(String text, String lower) {
    assertEquals(lower, LowerCase.of(text));
  }
}
