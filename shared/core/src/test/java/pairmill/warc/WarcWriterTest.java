package pairmill.warc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static pairmill.warc.Drawn.DATE;
import static pairmill.warc.Drawn.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.Warcinfo;
import pairmill.warc.WarcWriter.Layout;

final class WarcWriterTest {
  private static byte[] archive(Layout layout) throws IOException {
    return Drawn.archive(
        layout,
        "\r\n",
        writer -> {
          writer.warcinfo(DATE, Map.of("isPartOf", "drawn"));
          writer.response("http://a.example/é", DATE, "text/html", bytes("<p>a"));
        });
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void writesWhatJwarcReads(Layout layout) throws IOException {
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(archive(layout)))) {
      Warcinfo info = assertInstanceOf(Warcinfo.class, reader.next().orElseThrow());
      assertEquals("drawn", info.fields().first("isPartOf").orElseThrow());
      WarcResponse response = assertInstanceOf(WarcResponse.class, reader.next().orElseThrow());
      assertEquals("http://a.example/é", response.target());
      assertEquals(DATE, response.date());
      assertEquals(200, response.http().status());
      assertArrayEquals(bytes("<p>a"), response.http().body().stream().readAllBytes());
      assertEquals(true, reader.next().isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void writesTheSameBytesForTheSameCalls(Layout layout) throws IOException {
    assertArrayEquals(archive(layout), archive(layout));
  }
}
