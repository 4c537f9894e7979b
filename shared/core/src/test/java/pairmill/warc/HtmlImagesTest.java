package pairmill.warc;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.warc.Drawn.bytes;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.ImageElement;

final class HtmlImagesTest {
  private static HtmlImages parse(String html) {
    return HtmlImages.parse(html.getBytes(UTF_8), "text/html; charset=utf-8");
  }

  private static ImageElement image(String html) {
    return parse(html).images().getFirst();
  }

  private static List<String> sources(String html) {
    return parse(html).images().stream().map(image -> String.valueOf(image.src())).toList();
  }

  @Test
  void readsImagesInDocumentOrder() {
    assertEquals(
        List.of(
            new ImageElement("a.jpg", List.of(), List.of(), "A & B"),
            new ImageElement(null, List.of(), List.of(), null),
            new ImageElement("", List.of(), List.of(), "")),
        parse("<p><img src=a.jpg alt='A &amp; B'></p><IMG><div><img src='' alt=''>").images());
  }

  @Test
  void readsWhatScriptsWouldLoad() {
    ImageElement image = image("<img src=dot.gif data-original=o.jpg data-src=s.jpg>");
    assertEquals(List.of("s.jpg", "o.jpg"), image.lazy());
  }

  @Test
  void readsLargerPicturesBestFirst() {
    ImageElement image =
        image(
            "<picture><source srcset='p1.webp 1x, p2.webp 2x'><source srcset=q.avif>"
                + "<span><img src=a.jpg srcset='a1.jpg 100w, a3.jpg 300w,a2.jpg 200w'></span></picture>");
    assertEquals(
        List.of("a3.jpg", "a2.jpg", "a1.jpg", "p2.webp", "p1.webp", "q.avif"), image.larger());
    assertEquals(
        List.of(),
        parse("<picture><source srcset=p.webp></picture><img>").images().getFirst().larger());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg|a.jpg",
        "a.jpg, b.jpg 2x|b.jpg a.jpg",
        "a.jpg,b.jpg|a.jpg,b.jpg",
        "a,b.jpg 1.5x , , c.jpg 0.5x|a,b.jpg c.jpg",
        "a.jpg nonsense, b.jpg 2x|b.jpg a.jpg",
        "a.jpg 10w 20h|a.jpg",
        "data:image/png;base64,AAAA 1x, b.jpg 2x|b.jpg data:image/png;base64,AAAA",
        "', ,'|''"
      })
  void readsCandidates(String srcset, String best) {
    assertEquals(best, String.join(" ", Srcset.parse(srcset)));
  }

  @Test
  void seesNothingInTemplatesScriptsAndComments() {
    assertEquals(
        List.of("yes.jpg"),
        sources(
            "<!--<img src=1>--><script>'<img src=2>'</script><style><img src=3></style>"
                + "<template><div><img src=4></div></template><textarea><img src=5></textarea>"
                + "<img src=yes.jpg>"));
  }

  @Test
  void seesTheImagesOfPagesWithoutScripts() {
    assertEquals(List.of("a.jpg"), sources("<body><noscript><img src=a.jpg></noscript>"));
  }

  @Test
  void takesTheFirstBaseAndTheFirstLicense() {
    HtmlImages page =
        parse(
            "<base target=_top><base href=/one/><base href=/two/><a href=/x>"
                + "<a rel=license href=https://creativecommons.org/licenses/by/4.0/>"
                + "<a href=https://creativecommons.org/licenses/by-nc/4.0/>");
    assertEquals("/one/", page.base());
    assertEquals("https://creativecommons.org/licenses/by/4.0/", page.license());
    assertNull(parse("<a href=https://creativecommons.org/>").license());
  }

  @ParameterizedTest
  @CsvSource({
    "Shift_JIS, Shift_JIS, '', 日本語の写真",
    "windows-1251, '', windows-1251, Фотография",
    "EUC-KR, '', euc-kr, 한국어 사진",
    "GB18030, gb2312, utf-8, 中文图片𠀀",
    "windows-1252, iso-8859-1, '', “quoted” – café",
    "UTF-8, '', '', Ünïcödé 日本語",
    "UTF-8, unknown-charset, '', Ünïcödé",
    "windows-1252, '', '', Château fort de l’été"
  })
  void decodesWhatTheHeaderThePageOrTheBytesTell(
      String written, String header, String meta, String alt) {
    String html =
        (meta.isEmpty() ? "" : "<meta http-equiv=x content='text/html; charset=" + meta + "'>")
            + "<img alt='"
            + alt
            + "'>";
    String type = header.isEmpty() ? "text/html" : "text/html; charset=\"" + header + "\"";
    byte[] page = html.getBytes(Charset.forName(written));
    assertEquals(alt, HtmlImages.parse(page, type).images().getFirst().alt());
  }

  @Test
  void detectsTheLettersOfAPageThatTellsNothing() {
    String alt = "これは日本語で書かれた文章です。文字コードを判定できるはずです。".repeat(9);
    byte[] page = ("<img alt='" + alt + "'>").getBytes(Charset.forName("Shift_JIS"));
    assertEquals(alt, HtmlImages.parse(page, null).images().getFirst().alt());
  }

  @Test
  void believesTheByteOrderMarkFirst() {
    byte[] utf16 = "\ufeff<meta charset=utf-8><img alt=é>".getBytes(UTF_16LE);
    assertEquals(
        "é", HtmlImages.parse(utf16, "text/html; charset=utf-8").images().getFirst().alt());
    byte[] utf8 = "\ufeff<img alt=é>".getBytes(UTF_8);
    assertEquals(
        "é", HtmlImages.parse(utf8, "text/html; charset=latin1").images().getFirst().alt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<b>",
        "<a>",
        "<table>",
        "<p><b><i>",
        "<template>",
        "<picture>",
        "<svg>",
        "<x a='",
        "<!--",
        "</"
      })
  void survivesDeepNesting(String tag) {
    HtmlImages page = parse("<img src=first>" + tag.repeat(100_000) + "<img src=last>");
    assertEquals("first", page.images().getFirst().src());
  }

  @Test
  void survivesAMillionImages() {
    assertEquals(1_000_000, parse("<img src=a alt=b>".repeat(1_000_000)).images().size());
  }

  @Test
  void survivesHugeAttributes() {
    String huge = "x".repeat(8 << 20);
    assertEquals(huge, image("<img src=a alt='" + huge + "'>").alt());
    assertTrue(
        image("<img srcset='" + "a 1w, b 2w,".repeat(500_000) + "'>").larger().size()
            <= HtmlImages.MAX_LARGER);
    assertEquals(
        300_000,
        parse("<picture>" + "<source srcset='a 1x'>".repeat(300_000) + "<img>".repeat(300_000))
            .images()
            .size());
  }

  @Test
  void survivesBytesThatAreNoPage() {
    byte[] noise = new byte[1 << 16];
    new java.util.Random(3).nextBytes(noise);
    HtmlImages.parse(noise, "text/html; charset=\u0000");
    assertEquals(List.of(), HtmlImages.parse(bytes(""), null).images());
  }
}
