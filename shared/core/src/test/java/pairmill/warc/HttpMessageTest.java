package pairmill.warc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.warc.Drawn.bytes;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpMessageTest {
  private static HttpMessage message(String text) throws IOException {
    HttpMessage message = HttpMessage.read(new ByteArrayInputStream(bytes(text)));
    assertNotNull(message);
    return message;
  }

  private static String chunked(String body) throws IOException {
    return new String(
        message("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
            .body()
            .readAllBytes(),
        java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, 200",
    "HTTP/1.1 200, 200",
    "HTTP/1.0  404  Not Found, 404",
    "HTTP/2 200 , 200",
    "ICY 200 OK, 200",
    "HTTP/1.1 OK, 0",
    "HTTP, 0"
  })
  void readsTheStatus(String line, int status) throws IOException {
    assertEquals(status, message(line + "\r\nA: b\r\n\r\n").status());
  }

  @Test
  void readsFieldsThatAreFoldedOrBroken() throws IOException {
    HttpMessage message =
        message(
            "HTTP/1.1 200 OK\nX: a\n\t b\nno field\n: no name\nCONTENT-type : text/html ; q\n\nbody");
    assertEquals("a b", message.headers().first("x"));
    assertEquals(List.of("text/html"), message.headers().tokens("Content-Type"));
    assertEquals(2, message.headers().badLines());
    assertEquals(
        "body", new String(message.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void takesNothingElseForAMessage() throws IOException {
    assertNull(HttpMessage.read(new ByteArrayInputStream(bytes("20240506070809\n1.2.3.4"))));
    assertNull(HttpMessage.read(new ByteArrayInputStream(new byte[0])));
  }

  @Test
  void undoesChunks() throws IOException {
    assertEquals(
        "hello world", chunked("5\r\nhello\r\n006;a=b\r\n world\r\n0\r\nTrailer: x\r\n\r\n"));
    assertEquals("hello world", chunked("5\nhello\n6\n world\n0\n\n"));
    assertEquals("", chunked("0\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>no chunks",
        "face it: this begins with digits",
        "",
        "fffffffffffffffff\r\nx",
        "5"
      })
  void letsThroughWhatOnlyClaimsToBeChunked(String body) throws IOException {
    assertEquals(body, chunked(body));
  }

  @Test
  void keepsWhatStandsBeforeABrokenChunk() throws IOException {
    assertEquals("hello", chunked("5\r\nhello\r\nzz\r\n world"));
    assertEquals("hel", chunked("5\r\nhel"));
  }

  /// What a library's brotli encoder made of `hello brotli ` a thousand times over.
  private static final byte[] BROTLI =
      Base64.getDecoder().decode("G8cy+B2pU5+7cC1WhiYnQdjoki3tLQ6MBq5TAciMXwA=");

  private static byte[] coded(String coding, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream coder =
        switch (coding) {
          case "gzip" -> new GZIPOutputStream(out);
          case "deflate" -> new DeflaterOutputStream(out);
          case "raw deflate" -> new DeflaterOutputStream(out, new Deflater(9, true));
          case "zstd" -> new ZstdOutputStream(out);
          default -> out;
        }) {
      coder.write(body);
    }
    return coding.equals("br") ? BROTLI : out.toByteArray();
  }

  private static DecodedBody decode(byte[] coded, String coding, int max) throws IOException {
    return ContentCoding.read(
        new ByteArrayInputStream(coded), List.of(coding.replace("raw ", "")), max);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "br", "zstd", "identity"})
  void undoesContentCodings(String coding) throws IOException {
    byte[] body = bytes("hello brotli ".repeat(1_000));
    byte[] coded = coded(coding, body);
    DecodedBody decoded = decode(coded, coding, 1 << 20);
    assertArrayEquals(body, decoded.bytes());
    assertNull(decoded.problem());
    DecodedBody cut = decode(coded, coding, 12_000);
    assertEquals(12_000, cut.bytes().length);
    assertTrue(cut.cut());
    assertArrayEquals(bytes("<p>decoded"), decode(bytes("<p>decoded"), coding, 99).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "br", "zstd"})
  void survivesCodedBodiesClippedAtEveryByte(String coding) throws IOException {
    byte[] body = bytes("hello brotli ".repeat(1_000));
    byte[] coded = coded(coding, body);
    for (int length = 0; length < coded.length; length++) {
      DecodedBody decoded = decode(Arrays.copyOf(coded, length), coding, 1 << 20);
      byte[] start = Arrays.copyOf(body, decoded.bytes().length);
      assertTrue(
          Arrays.equals(start, decoded.bytes())
              || Arrays.equals(Arrays.copyOf(coded, length), decoded.bytes()),
          coding + " clipped at " + length);
    }
  }

  @Test
  void undoesSeveralCodingsInTheirOrder() throws IOException {
    byte[] coded = coded("gzip", coded("deflate", bytes("hello")));
    DecodedBody decoded =
        ContentCoding.read(new ByteArrayInputStream(coded), List.of("deflate", "gzip"), 99);
    assertArrayEquals(bytes("hello"), decoded.bytes());
  }

  @Test
  void saysWhichCodingItDoesNotKnow() throws IOException {
    assertEquals("content coding 'lzma'", decode(bytes("x"), "lzma", 9).problem());
  }

  @Test
  void stopsABombAtTheLimit() throws IOException {
    byte[] bomb = coded("gzip", new byte[64 << 20]);
    DecodedBody decoded = decode(bomb, "gzip", 1 << 20);
    assertEquals(1 << 20, decoded.bytes().length);
    assertTrue(decoded.cut());
  }
}
