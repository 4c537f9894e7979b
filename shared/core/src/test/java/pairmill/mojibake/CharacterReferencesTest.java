package pairmill.mojibake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CharacterReferencesTest {
  /// The right column is what Python's `html.unescape` gives.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "&amp;lt;,&lt;",
        "&ampamp;,&amp;",
        "fish&chips &copy2020,fish&chips ©2020",
        "&notit; &notin; &notinva;,¬it; ∉ ∉",
        "&AMPx &Ampx &ltx,&x &Ampx <x",
        "&hellip &hellip;,&hellip …",
        "&fjlig; &NotEqualTilde;,fj ≂̸",
        "&EACUTE; &Eacute &Eacute;,&EACUTE; É É",
        "&#65 &#65; &#x41; &#X41x &#0000065;,A A A Ax A",
        "&#128; &#x85 &#x81;,€ … \u0081",
        "&#0; &#xD83D; &#x110000; &#99999999999999999999;,\ufffd \ufffd \ufffd \ufffd",
        "a&#1;&#11;&#xfdd0;&#x1ffff;b,ab",
        "&#; &#x; &# & &; &&amp;,&#; &#x; &# & &; &&",
        "&#59;&#x1F600;,;😀",
        "&<lt; &l t;,&<lt; &l t;",
      })
  void readAsHtmlReadsThem(String text, String meaning) {
    assertEquals(meaning, CharacterReferences.unescape(text));
  }

  @Test
  void onlyTheFirst32CharactersMayBeAName() {
    String word = "x".repeat(40);
    assertEquals("&" + word + ";", CharacterReferences.unescape("&" + word + ";"));
    assertEquals("&" + word, CharacterReferences.unescape("&amp;" + word));
    assertEquals("&" + word, CharacterReferences.unescape("&amp" + word));
  }

  @Test
  void backslashAndDollarStay() {
    assertEquals("\\$1 &\\$1;", CharacterReferences.unescape("\\$1 &\\$1;"));
  }
}
