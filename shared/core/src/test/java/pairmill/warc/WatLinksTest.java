package pairmill.warc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.ImageElement;

final class WatLinksTest {
  static final String WAT =
      """
      {"Container":{"Offset":"1"},"Envelope":{"Payload-Metadata":{"Trailing-Slop-Length":"4",
      "HTTP-Response-Metadata":{"Headers":{"Links":[{"path":"IMG@/src","url":"no"}]},
      "HTML-Metadata":{"Head":{"Metas":[{"name":"robots"}],"Base":"http://a.example/b/"},
      "Links":[%s]}}},
      "WARC-Header-Metadata":{"WARC-Target-URI":"http://a.example/","WARC-Date":"2024-05-06T07:08:09Z"}}}
      """;

  private static WatLinks parse(String json) throws IOException {
    return WatLinks.parse(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static ImageElement image(String src, String alt) {
    return new ImageElement(src, List.of(), List.of(), alt);
  }

  @Test
  void readsThePageAndItsImages() throws IOException {
    WatLinks links =
        parse(
            WAT.formatted(
                """
                {"path":"A@/href","url":"/x"},{"alt":"A","path":"IMG@/src","url":"a.jpg"},
                {"path":"A@/href","url":"https://creativecommons.org/licenses/by/4.0/","text":"t"},
                {"path":"IMG@/src","url":"b.jpg"},{"path":"IMG@/srcset","url":"c.jpg"}\
                """));
    assertTrue(links.html());
    assertEquals("http://a.example/", links.url());
    assertEquals("http://a.example/b/", links.base());
    assertEquals(Instant.parse("2024-05-06T07:08:09Z"), links.date());
    assertEquals("https://creativecommons.org/licenses/by/4.0/", links.license());
    assertEquals(2, links.images().size());
    assertEquals(image("a.jpg", "A"), links.images().getFirst());
  }

  @Test
  void losesOnlyTheLinkThatIsWrong() throws IOException {
    List<ImageElement> images =
        parse(
                WAT.formatted(
                    """
                    null,7,"x",[{"path":"IMG@/src"}],{"path":"IMG@/src","url":null,"alt":"no url"},
                    {"path":"IMG@/src","alt":null,"url":"a.jpg"},{"path":7,"url":"b.jpg"},
                    {"path":"IMG@/src","url":{"deep":[1]},"alt":["x"]},
                    {"path":"IMG@/src","url":"c.jpg","alt":"C"}\
                    """))
            .images();
    assertEquals(4, images.size());
    assertEquals("no url", images.getFirst().alt());
    assertEquals(image("c.jpg", "C"), images.getLast());
  }

  @Test
  void keepsLoneSurrogates() throws IOException {
    String link =
        "{\"path\":\"IMG@/src\",\"url\":\"a\",\"alt\":\"x\\ud800y \\udc00\\ud83d\\ude00\"}";
    assertEquals(
        "x\ud800y \udc00\ud83d\ude00", parse(WAT.formatted(link)).images().getFirst().alt());
  }

  @Test
  void replacesBytesThatAreNoUtf8() throws IOException {
    byte[] json =
        WAT.formatted("{\"path\":\"IMG@/src\",\"url\":\"a\",\"alt\":\"caf#\"}").getBytes(UTF_8);
    for (int i = 0; i < json.length; i++) {
      json[i] = json[i] == '#' ? (byte) 0xe9 : json[i];
    }
    assertEquals(
        "caf\ufffd", WatLinks.parse(new ByteArrayInputStream(json)).images().getFirst().alt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "7",
        "null",
        "{\"Envelope\":[]}",
        "{\"Envelope\":{\"Payload-Metadata\":{}}}"
      })
  void findsNoPageInOtherJson(String json) throws IOException {
    assertFalse(parse(json).html());
  }

  @Test
  void saysThatJsonIsBrokenAtEveryClip() {
    String whole = WAT.formatted("{\"path\":\"IMG@/src\",\"url\":\"a\",\"alt\":\"b\"}").strip();
    for (int length = 1; length < whole.length(); length++) {
      String clipped = whole.substring(0, length);
      assertThrows(JsonProcessingException.class, () -> parse(clipped), clipped);
    }
  }

  @Test
  void survivesDeepNesting() {
    assertThrows(JsonProcessingException.class, () -> parse(WAT.formatted("[".repeat(100_000))));
  }
}
