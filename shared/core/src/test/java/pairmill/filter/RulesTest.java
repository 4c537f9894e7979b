package pairmill.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.ImageElement;
import pairmill.pair.Outcome;
import pairmill.pair.Outcome.Kept;
import pairmill.pair.Outcome.Refused;
import pairmill.pair.Reason;

final class RulesTest {
  private static final String PAGE = "https://page.example/blog/post.html";
  private static final String ALT = "a red fox";
  private static final String MEGABYTE = "x".repeat(1_000_000);

  @Test
  void eachSetOfRulesHasAName() {
    assertEquals(Rules.DEFAULT, Rules.named("default"));
    assertEquals(Rules.LAION5B, Rules.named("laion5b"));
    assertEquals(Rules.RAW, Rules.named("raw"));
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() {
    var error = assertThrows(IllegalArgumentException.class, () -> Rules.named("LAION"));
    assertEquals(
        "no rules are named \"LAION\": there are default, laion5b, raw", error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'data:image/png;base64,AAAA', DATA_URL",
    "' DATA:image/gif,x.gif', DATA_URL",
    "javascript:void(0), JAVASCRIPT_URL",
    "'java\nscript:x', JAVASCRIPT_URL",
    "ftp://h.example/a.jpg, NOT_HTTP",
    "blob:https://h.example/1, NOT_HTTP",
    "http:, BAD_URL",
    "http://h.example:99999/a, BAD_URL",
    "http://h.example:8o/a, BAD_URL",
    "http://h..example/a, BAD_URL",
    "http://h example/a, BAD_URL",
    "http://[::1/a, BAD_URL",
    "http://[::1]x/a, BAD_URL",
    "http://%41.example/a, BAD_URL",
    "http://user@h.example/a.jpg, USER_INFO",
    "http://u:p@h.example/a.jpg, USER_INFO",
    "http:///x, NO_HOST",
    "http://:80/x, NO_HOST",
    "https://, NO_HOST",
    "https://h.example/logo.svg, SVG",
    "https://h.example/LOGO.SVG?v=2, SVG",
    "https://h.example/dot.gif#x, GIF",
    "https://h.example/dot.Gif, GIF",
  })
  void publishedRulesRefuseAnAddress(String src, Reason reason) {
    assertEquals(reason, refusal(Rules.LAION5B, src, ALT), src);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "/a.jpg", "//h.example/a.jpg", "?a", "../a.jpg", "a:b/c.jpg/"})
  void publishedRulesTakeAbsoluteAddressesOnly(String src) {
    assertEquals(
        src.startsWith("a:") ? Reason.NOT_HTTP : Reason.RELATIVE_URL,
        refusal(Rules.LAION5B, src, ALT));
  }

  @ParameterizedTest
  @CsvSource({
    "img/a.jpg, https://page.example/blog/img/a.jpg",
    "/a.jpg, https://page.example/a.jpg",
    "//h.example/a.jpg, https://h.example/a.jpg",
    "'  a b.jpg\n', https://page.example/blog/a b.jpg",
    "https:\\\\h.example\\a.jpg?q=\\, https://h.example/a.jpg?q=\\",
    "img\\a.jpg, https://page.example/blog/img/a.jpg",
    "HTTP://h.example/é.jpg, HTTP://h.example/é.jpg",
    "http://münchen.example/a, http://münchen.example/a",
    "http://a_b.example./a, http://a_b.example./a",
    "http://[::1]:8080/a, http://[::1]:8080/a",
    "http://h.example/a.gif/b, http://h.example/a.gif/b",
    "http://h.example/a?x=b.svg, http://h.example/a?x=b.svg",
    "http://h.example:/a, http://h.example:/a",
  })
  void defaultRulesResolveAddresses(String src, String url) {
    assertEquals(new Accepted(url, ALT), accepted(Rules.DEFAULT, src, ALT));
  }

  @Test
  void addressesResolveAgainstTheBaseOfThePage() {
    assertEquals(
        "https://cdn.example/pictures/a.jpg",
        ((Kept<Accepted>)
                Rules.DEFAULT.apply(PAGE, "//cdn.example/pictures/", element("a.jpg", ALT)))
            .value()
            .url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[::1", "http://[x]/"})
  void aBrokenBaseCountsAsNone(String base) {
    assertEquals(
        Outcome.kept(new Accepted("https://page.example/blog/a.jpg", ALT)),
        Rules.DEFAULT.apply(PAGE, base, element("a.jpg", ALT)));
  }

  @Test
  void aScriptedAddressComesBeforeSrc() {
    var element =
        new ImageElement("blank.png", List.of("data:,", "real.jpg"), List.of("large.jpg"), ALT);
    assertEquals("https://page.example/blog/real.jpg", url(Rules.DEFAULT, element));
    assertEquals("https://page.example/blog/blank.png", url(Rules.RAW, element));
  }

  @Test
  void aLargerVariantStandsInForAPlaceholder() {
    var element = new ImageElement("data:,", List.of(), List.of("", "large.jpg"), ALT);
    assertEquals("https://page.example/blog/large.jpg", url(Rules.DEFAULT, element));
    assertEquals(Reason.DATA_URL, refusal(Rules.LAION5B, element));
  }

  @Test
  void theFirstUsableAddressIsTheOneThatIsJudged() {
    var element = new ImageElement("a.jpg", List.of("a.svg"), List.of(), ALT);
    assertEquals(Reason.SVG, refusal(Rules.DEFAULT, element));
  }

  @Test
  void anAddressThatIsTooLongGivesWayToTheNext() {
    for (String tooLong : List.of(MEGABYTE, "https://h.example/" + MEGABYTE)) {
      var element = new ImageElement("a.jpg", List.of(tooLong), List.of(), ALT);
      assertEquals("https://page.example/blog/a.jpg", url(Rules.DEFAULT, element));
    }
  }

  @Test
  void absenceIsSeenBeforeTheAddressAndTheAddressBeforeTheLengthOfTheAltText() {
    assertEquals(Reason.NO_URL, refusal(Rules.DEFAULT, null, null));
    assertEquals(Reason.NO_ALT, refusal(Rules.DEFAULT, "data:,", null));
    assertEquals(Reason.GIF, refusal(Rules.DEFAULT, "dot.gif", "dot"));
  }

  @Test
  void whenNoAddressIsUsableTheRefusalIsThatOfSrc() {
    var element = new ImageElement("javascript:x", List.of("data:,"), List.of("ftp://h/a"), ALT);
    assertEquals(Reason.JAVASCRIPT_URL, refusal(Rules.DEFAULT, element));
  }

  @ParameterizedTest
  @EnumSource
  void anElementWithoutAnAddressIsRefused(Rules rules) {
    assertEquals(Reason.NO_URL, refusal(rules, null, ALT));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "LAION5B"})
  void aBlankAddressIsNone(Rules rules) {
    assertEquals(Reason.NO_URL, refusal(rules, " \n", ALT));
  }

  @ParameterizedTest
  @EnumSource
  void anElementWithoutAltTextIsRefused(Rules rules) {
    assertEquals(Reason.NO_ALT, refusal(rules, "https://h.example/a.svg", null));
    assertEquals(Reason.NO_ALT, refusal(rules, "https://h.example/a.svg", ""));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "LAION5B"})
  void altTextThatIsShortOnceCleanedIsRefused(Rules rules) {
    assertEquals(Reason.ALT_TOO_SHORT, refusal(rules, "https://h.example/a.jpg", "  fox \u200b "));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "LAION5B"})
  void theLengthOfAnAddressIsCountedInCodePoints(Rules rules) {
    String longest = "https://h.example/" + "\ud83d\ude00".repeat(1_982);
    assertEquals(longest, accepted(rules, longest, ALT).url());
    assertEquals(Reason.URL_TOO_LONG, refusal(rules, longest + "x", ALT));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "LAION5B"})
  void aHostHasSixtyCharactersAtMost(Rules rules) {
    String label = "h".repeat(26);
    String longest = "https://" + label + "." + label + ".exampl/a";
    assertEquals(longest, accepted(rules, longest, ALT).url());
    assertEquals(Reason.HOST_TOO_LONG, refusal(rules, longest.replace("exampl", "example"), ALT));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULT", "LAION5B"})
  void whatCannotBeEncodedIsRefused(Rules rules) {
    assertEquals(Reason.BAD_URL, refusal(rules, "https://h.example/\0.jpg", ALT));
    assertEquals(Reason.BAD_URL, refusal(rules, "https://h.example/\ud83d.jpg", ALT));
    assertEquals(Reason.BAD_URL, refusal(rules, "https://h\0.example/", ALT));
    assertEquals(Reason.BAD_URL, refusal(rules, "https://\ude00.example/", ALT));
  }

  @ParameterizedTest
  @EnumSource
  void hostileElementsAreAnsweredAtOnce(Rules rules) {
    for (String piece : List.of("/..", "%", "\\", ":", "//", "[", "@", "?#", "\0", "\ud83d", ".")) {
      String text = piece.repeat(1_000_000 / piece.length());
      for (String src :
          List.of(text, "http://" + text, "https://h.example/" + text, "data:" + text)) {
        var outcome =
            rules.apply(PAGE + text, text, new ImageElement(src, List.of(src), List.of(), ALT));
        assertTrue(
            !(outcome instanceof Refused<?>(Reason _, String detail)) || detail.length() < 250);
      }
    }
  }

  @Test
  void aVeryLongPayloadIsToldFromAVeryLongAddress() {
    assertEquals(Reason.DATA_URL, refusal(Rules.DEFAULT, "data:image/png;base64," + MEGABYTE, ALT));
    assertEquals(Reason.DATA_URL, refusal(Rules.LAION5B, "data:," + MEGABYTE, ALT));
    assertEquals(Reason.URL_TOO_LONG, refusal(Rules.DEFAULT, "https://h.example/" + MEGABYTE, ALT));
    assertEquals(Reason.URL_TOO_LONG, refusal(Rules.DEFAULT, MEGABYTE, ALT));
  }

  /// Answers of the functions of cc2dataset 1.5.0.
  @ParameterizedTest
  @CsvSource({
    "a.jpg, https://page.example/blog/a.jpg",
    "'', https://page.example/blog/post.html",
    "'http://h.example/a b ', 'http://h.example/a b '",
    "http:///x, http:///x",
    "http://[::1, http://[::1",
    "' http://h.example/a', ' http://h.example/a'",
    "logo.svg, https://page.example/blog/logo.svg",
    "https:\\\\h\\x, https://page.example/blog/\\\\h\\x",
  })
  void rawRulesGiveWhatPythonGives(String src, String url) {
    if (url.startsWith(" ")) {
      assertEquals(Reason.RELATIVE_URL, refusal(Rules.RAW, src, ALT));
    } else {
      assertEquals(new Accepted(url, " x "), accepted(Rules.RAW, src, " x "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "//[::1/a.jpg, BAD_URL",
    "data:x, DATA_URL",
    "ftp://h/a, NOT_HTTP",
    "HTTP://h.example/a, BAD_URL",
  })
  void rawRulesRefuseWhatIsNotHttp(String src, Reason reason) {
    assertEquals(reason, refusal(Rules.RAW, src, ALT));
  }

  private static ImageElement element(@Nullable String src, @Nullable String alt) {
    return new ImageElement(src, List.of(), List.of(), alt);
  }

  private static Accepted accepted(Rules rules, String src, String alt) {
    return kept(rules, element(src, alt));
  }

  private static String url(Rules rules, ImageElement element) {
    return kept(rules, element).url();
  }

  private static Accepted kept(Rules rules, ImageElement element) {
    return switch (rules.apply(PAGE, null, element)) {
      case Kept<Accepted>(Accepted accepted) -> accepted;
      case Refused<Accepted> refused -> throw new AssertionError(refused);
    };
  }

  private static Reason refusal(Rules rules, @Nullable String src, @Nullable String alt) {
    return refusal(rules, element(src, alt));
  }

  private static Reason refusal(Rules rules, ImageElement element) {
    return switch (rules.apply(PAGE, null, element)) {
      case Kept<Accepted> kept -> throw new AssertionError(kept);
      case Refused<Accepted> refused -> refused.reason();
    };
  }
}
