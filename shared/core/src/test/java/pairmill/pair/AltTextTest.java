package pairmill.pair;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AltTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Drawn and answered by `.ci/check_alt_text.py --golden`, which asks ftfy 6.3.1.
  @Test
  void captionsAreThoseOfFtfy() throws IOException {
    List<String> lines = Resources.text("alt-text.jsonl").lines().toList();
    assertEquals(400, lines.size());
    assertAll(lines.stream().map(line -> () -> assertCase(line)));
  }

  private static void assertCase(String line) throws IOException {
    @Nullable String[] textAndCaption = JSON.readValue(line, String[].class);
    String text = textAndCaption[0] == null ? "" : textAndCaption[0];
    assertEquals(textAndCaption[1], captionOf(text), line);
  }

  @ParameterizedTest
  @CsvSource({
    "cafÃ© noir,café noir",
    "cafÃƒÂ© noir,café noir",
    "â€œquotesâ€\u009d,'\"quotes\"'",
    "Ð¿Ñ€Ð¸Ð²ÐµÑ‚,привет",
    "voilÃ le travail,voilà le travail",
    "P&EACUTE;REZ &amp;amp; son,PÉREZ & son",
    "ﬂuﬃeﬆ ＡＢＣ,fluffiest ABC",
  })
  void wrongDecodingsComeOff(String alt, String caption) {
    assertEquals(caption, captionOf(alt));
  }

  @Test
  void lineFeedsBecomeSpaces() {
    assertEquals("a red fox", captionOf("a\nred\nfox"));
  }

  @Test
  void whatIsDroppedAfterTheStripLeavesItsSpace() {
    assertEquals(" spaced", captionOf("\u200b spaced"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "four",
        "",
        "   four   ",
        "\u200bfour\u200b",
        "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00"
      })
  void fewerThanFiveCodePointsAreRefused(String alt) {
    Outcome<String> outcome = AltText.clean(alt);
    assertEquals(Reason.ALT_TOO_SHORT, assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }

  @Test
  void aCaptionIsCutAtTwoThousandCodePoints() {
    assertEquals("\ud83d\ude00".repeat(2_000), captionOf("\ud83d\ude00".repeat(2_001)));
  }

  @Test
  void textBeyondTheLimitOfTheRepairIsNotLookedAt() {
    String filler = "word ".repeat(AltText.MAX_INPUT / 5);
    assertEquals(captionOf(filler), captionOf(filler + "\u00c3\u00a9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amp;",
        "\u00c3 ",
        "\u0301\u0316",
        "\u001b[1;",
        "\ud83d",
        "\ufffd?",
        "&#x",
        "\u00e2\u0080\u0093"
      })
  void hostileTextIsCleanedWithoutFailure(String piece) {
    Outcome<String> outcome = AltText.clean("&hostile " + piece.repeat(1_000_000 / piece.length()));
    String caption = (String) assertInstanceOf(Outcome.Kept.class, outcome).value();
    assertTrue(caption.codePointCount(0, caption.length()) <= AltText.MAX_LENGTH);
  }

  private static @Nullable String captionOf(String alt) {
    return switch (AltText.clean(alt)) {
      case Outcome.Kept<String>(String caption) -> caption;
      case Outcome.Refused<String> refused -> null;
    };
  }
}
