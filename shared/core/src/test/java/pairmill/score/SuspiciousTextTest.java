package pairmill.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspiciousTextTest {
  private static SuspiciousText list(String lines) {
    return SuspiciousText.read(lines.getBytes(UTF_8), "list.txt");
  }

  @ParameterizedTest
  @CsvSource({
    "blue moon, 'the Blue   MOON rises', true",
    "blue moon, 'moon over a blue sea', true",
    "blue moon, 'blue sea', false",
    "moon, moonlight, false",
    "moon, 'full-moon.', true",
    "moon, moon2, true",
    "moon, ｍｏｏｎ, true",
    "月, 満月の夜, true",
    "été, ÉTÉ, true",
  })
  void ruleMatchesWhereAllItsWordsStand(String rule, String caption, boolean matches) {
    assertEquals(matches, list(rule).matches(caption));
  }

  @Test
  void anyRuleIsEnough() {
    assertEquals(true, list("\uFEFFsun\n# moon\n\n  red  star \n").matches("a star, red"));
    assertEquals(true, list("\uFEFFsun\n# moon").matches("sun"));
    assertFalse(list("\uFEFFsun\n# moon").matches("# moon"));
    assertFalse(SuspiciousText.NONE.matches("sun"));
  }

  @Test
  void listThatIsNotUtf8IsRefused() {
    byte[] bytes = {'a', '\n', (byte) 0xff};
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SuspiciousText.read(bytes, "list.txt"));
    assertEquals("list.txt: not UTF-8", e.getMessage());
  }
}
