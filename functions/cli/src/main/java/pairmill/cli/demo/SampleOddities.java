package pairmill.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/// What real archives hold besides: pages written in every way there is, and something for each
/// reason for which a pair is refused without a network.
final class SampleOddities {
  private static final String WWW = "https://www.example.com/";
  private static final String OLD = "http://old.example.net/";

  /// A response in the archive.
  ///
  /// @param status and reason phrase, such as `200 OK`
  /// @param headers further header lines, each with its line end
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Response(String url, String status, String contentType, String headers, byte[] body) {}

  private SampleOddities() {}

  static List<Response> pages() {
    return List.of(
        page("refused/addresses.html", ADDRESSES),
        page("refused/captions.html", CAPTIONS),
        page("refused/pictures.html", PICTURES),
        page("written/lazy.html", LAZY),
        page("written/responsive.html", RESPONSIVE),
        page("written/base.html", BASE),
        page("written/relative/page.html", RELATIVE),
        page("written/licensed.html", LICENSED),
        page("written/hidden.html", HIDDEN),
        page("written/mojibake.html", MOJIBAKE),
        page("written/again.html", AGAIN),
        new Response(
            OLD + "more.html", "200 OK", "text/html", "Content-Encoding: gzip\r\n", gzip(MORE)),
        new Response(
            OLD + "chunked.html",
            "200 OK",
            "text/html; charset=utf-8",
            "Transfer-Encoding: chunked\r\n",
            chunked(CHUNKED)),
        new Response(
            OLD + "koshka.html",
            "200 OK",
            "text/html; charset=windows-1251",
            "",
            RUSSIAN.getBytes(Charset.forName("windows-1251"))),
        new Response(
            OLD + "umi.html",
            "200 OK",
            "text/html",
            "",
            JAPANESE.getBytes(Charset.forName("Shift_JIS"))),
        new Response(OLD + "gone.html", "404 Not Found", "text/html", "", GONE.getBytes(UTF_8)),
        new Response(
            OLD + "moved.html",
            "301 Moved Permanently",
            "text/html",
            "Location: /more.html\r\n",
            new byte[0]),
        new Response(
            OLD + "robots.txt",
            "200 OK",
            "text/plain",
            "",
            "User-agent: *\nAllow: /\n".getBytes(UTF_8)));
  }

  /// Pictures of the pages above: sound ones, and one for each way to be none.
  static List<Response> pictures() {
    byte[] photo = new DrawnPicture(Scene.DESERT, 430, 300, false).encoded();
    return List.of(
        sound("pictures/lazy-tree.jpg", Scene.AUTUMN_TREE, 420, 300),
        sound("pictures/lazy-fish.jpg", Scene.FISH, 430, 310),
        sound("pictures/wide.jpg", Scene.MOUNTAINS, 800, 300),
        sound("pictures/balloon.jpg", Scene.BALLOON, 300, 410),
        sound("pictures/based.jpg", Scene.HOUSE, 410, 310),
        sound("written/relative.jpg", Scene.FOREST, 420, 320),
        sound("written/relative/near.jpg", Scene.FLOWERS, 330, 300),
        sound("pictures/licensed.jpg", Scene.LIGHTHOUSE, 310, 430),
        sound("pictures/cafe.jpg", Scene.CITY, 440, 310),
        sound("pictures/packed.jpg", Scene.SNOWMAN, 310, 400),
        sound("pictures/pieces.jpg", Scene.PLANETS, 400, 310),
        sound("pictures/dacha.jpg", Scene.HOUSE, 420, 330),
        sound("pictures/nami.jpg", Scene.SAILBOAT, 440, 330),
        picture(
            "broken/tiny.png",
            "image/png",
            "",
            new DrawnPicture(Scene.RINGS, 12, 12, true).encoded()),
        picture("broken/cut.jpg", "image/jpeg", "", half(photo)),
        picture(
            "broken/page.jpg", "image/jpeg", "", "<p>Not found.</p>\n".repeat(400).getBytes(UTF_8)),
        picture("broken/gigantic.png", "image/png", "", giganticPng()),
        picture("broken/garbled.png", "image/png", "", garbledPng()),
        picture(
            "broken/half-packed.jpg",
            "image/jpeg",
            "Content-Encoding: gzip\r\n",
            half(gzip(photo))),
        picture(
            "broken/ends.jpg",
            "image/jpeg",
            "Transfer-Encoding: chunked\r\n",
            endlessChunk(half(photo))),
        picture(
            "broken/bomb.jpg",
            "image/jpeg",
            "Content-Encoding: gzip\r\n",
            gzip(new byte[24 << 20])));
  }

  private static Response page(String path, String html) {
    return new Response(WWW + path, "200 OK", "text/html; charset=utf-8", "", html.getBytes(UTF_8));
  }

  private static Response sound(String path, Scene scene, int width, int height) {
    byte[] body = new DrawnPicture(scene, width, height, false).encoded();
    return picture(path, "image/jpeg", "", body);
  }

  private static Response picture(String path, String contentType, String headers, byte[] body) {
    return new Response(WWW + path, "200 OK", contentType, headers, body);
  }

  private static byte[] gzip(String text) {
    return gzip(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] chunked(String text) {
    byte[] plain = text.getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < plain.length; at += 100) {
      int length = Math.min(100, plain.length - at);
      bytes.writeBytes("%x\r\n".formatted(length).getBytes(UTF_8));
      bytes.write(plain, at, length);
      bytes.writeBytes("\r\n".getBytes(UTF_8));
    }
    bytes.writeBytes("0\r\n\r\n".getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  /// A chunk that announces more bytes than follow.
  private static byte[] endlessChunk(byte[] body) {
    ByteBuffer bytes = ByteBuffer.allocate(body.length + 8);
    return bytes.put("ffffff\r\n".getBytes(UTF_8)).put(body).array();
  }

  /// A header that announces 1.6 billion pixels, with next to nothing behind it.
  private static byte[] giganticPng() {
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12 + 6_000 + 12);
    png.putLong(0x89504e470d0a1a0aL);
    byte[] header =
        ByteBuffer.allocate(13).putInt(40_000).putInt(40_000).putInt(0x08020000).array();
    chunk(png, "IHDR", header);
    chunk(png, "IDAT", new byte[6_000]);
    chunk(png, "IEND", new byte[0]);
    return png.array();
  }

  private static void chunk(ByteBuffer png, String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(UTF_8));
    crc.update(data);
    png.putInt(data.length).put(type.getBytes(UTF_8)).put(data).putInt((int) crc.getValue());
  }

  /// A sound header before pixel data that nothing can inflate.
  private static byte[] garbledPng() {
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12 + 6_000 + 12);
    png.putLong(0x89504e470d0a1a0aL);
    byte[] header = ByteBuffer.allocate(13).putInt(400).putInt(300).putInt(0x08020000).array();
    byte[] noise = new byte[6_000];
    Arrays.fill(noise, (byte) 0xa5);
    chunk(png, "IHDR", header);
    chunk(png, "IDAT", noise);
    chunk(png, "IEND", new byte[0]);
    return png.array();
  }

  private static final String ADDRESSES =
      """
      <title>Addresses that are refused</title>
      <img alt="a picture without an address">
      <img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt="a picture within the page">
      <img src="javascript:void(0)" alt="a picture that a script makes">
      <img src="ftp://files.example.com/picture.jpg" alt="a picture on a file server">
      <img src="https://[bad/picture.jpg" alt="a picture at a broken address">
      <img src="https://user:secret@www.example.com/picture.jpg" alt="a picture behind a password">
      <img src="https:///picture.jpg" alt="a picture without a host">
      <img src="https://%s.example.com/picture.jpg" alt="a picture on a host with a long name">
      <img src="https://www.example.com/%s.jpg" alt="a picture at a long address">
      <img src="https://www.example.com/logo.svg" alt="a logo drawn with vectors">
      <img src="https://www.example.com/spinner.gif" alt="an animation that spins">
      """
          .formatted("long-name".repeat(6), "long-path/".repeat(200));

  private static final String CAPTIONS =
      """
      <title>Captions that are refused</title>
      <img src="/pictures/no-alt-1.jpg">
      <img src="/pictures/no-alt-2.jpg" alt="">
      <img src="/pictures/short-1.jpg" alt="cat">
      <img src="/pictures/short-2.jpg" alt="&nbsp; &#8203; IMG">
      """;

  private static final String PICTURES =
      """
      <title>Pictures that are refused</title>
      <img src="/broken/missing.jpg" alt="A picture that nobody archived">
      <img src="https://elsewhere.example/photo.jpg" alt="A picture on a host that nobody crawled">
      <img src="/broken/tiny.png" alt="A picture of twelve by twelve pixels">
      <img src="/broken/cut.jpg" alt="Half a picture of a desert">
      <img src="/broken/page.jpg" alt="An error page in place of a picture">
      <img src="/broken/gigantic.png" alt="A picture that claims to be gigantic">
      <img src="/broken/garbled.png" alt="A picture whose pixels are noise">
      <img src="/broken/half-packed.jpg" alt="A picture whose compression breaks off">
      <img src="/broken/ends.jpg" alt="A picture that was not stored to its end">
      <img src="/broken/bomb.jpg" alt="A picture that inflates without an end">
      """;

  private static final String LAZY =
      """
      <title>Pictures that a script loads</title>
      <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/pictures/lazy-tree.jpg" alt="A tree in the colours of autumn">
      <img src="/pictures/kept.jpg" alt="Fruit that was stored without a response around it">
      <img data-original="/pictures/lazy-fish.jpg" alt="Yellow and orange fish under water">
      """;

  private static final String RESPONSIVE =
      """
      <title>Pictures in several sizes</title>
      <img srcset="/pictures/narrow.jpg 400w, /pictures/wide.jpg 800w" alt="A wide view of snowy mountains">
      <picture>
        <source srcset="/pictures/balloon.jpg" type="image/jpeg">
        <img alt="A hot air balloon in red, yellow and green">
      </picture>
      """;

  private static final String BASE =
      """
      <head><title>A page with a base</title>
      <base href="https://www.example.com/pictures/"><base href="https://ignored.example/"></head>
      <img src="based.jpg" alt="A white house below a red roof">
      """;

  private static final String RELATIVE =
      """
      <title>Relative addresses</title>
      <img src="../relative.jpg" alt="Fir trees one step up">
      <img src="./near.jpg" alt="Poppies next to this page">
      """;

  private static final String LICENSED =
      """
      <title>A page with a licence</title>
      <meta name="robots" content="index, follow">
      <meta name="description" content="A lighthouse that may be shared">
      <img src="/pictures/licensed.jpg" alt="The lighthouse at the end of the bay">
      <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>
      """;

  private static final String HIDDEN =
      """
      <title>Pictures that are not on the page</title>
      <!-- <img src="/pictures/hidden-1.jpg" alt="A picture in a comment"> -->
      <script>document.write('<img src="/pictures/hidden-2.jpg" alt="A picture in a script">')</script>
      <template><img src="/pictures/hidden-3.jpg" alt="A picture in a template"></template>
      """;

  private static final String MOJIBAKE =
      """
      <title>Text that was decoded wrongly</title>
      <img src="/pictures/cafe.jpg" alt="The cafÃ© on the corner, seen at night from the other side of the street">
      """;

  private static final String AGAIN =
      """
      <title>Pictures that stand on another page already</title>
      <img src="https://harbour.example.com/evening/sunset.jpg" alt="The sunset again, under another caption">
      <img src="https://reise.example/berge/haus.jpg" alt="The same little house as before">
      <img src="https://www.example.com/pictures/balloon.jpg" alt="The same balloon once more">
      """;

  private static final String MORE =
      """
      <title>A page stored compressed</title>
      <img src="https://www.example.com/pictures/packed.jpg" alt="A snowman on a page that was stored compressed">
      """;

  private static final String CHUNKED =
      """
      <title>A page stored in chunks</title>
      <img src="https://www.example.com/pictures/pieces.jpg" alt="A planet on a page that was stored in chunks">
      """;

  private static final String RUSSIAN =
      """
      <title>Дача</title>
      <img src="https://www.example.com/pictures/dacha.jpg" alt="Наша дача с красной крышей прошлым летом">
      """;

  private static final String JAPANESE =
      """
      <meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">
      <title>海</title>
      <img src="https://www.example.com/pictures/nami.jpg" alt="青い海に浮かぶ白いヨット">
      """;

  private static final String GONE =
      """
      <title>Not found</title>
      <img src="/pictures/gone.jpg" alt="A picture on an error page">
      """;
}
