package pairmill.warc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pairmill.warc.Drawn.DATE;
import static pairmill.warc.Drawn.bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.shard.Damage;
import pairmill.store.StoredBytes;
import pairmill.warc.Drawn.Contents;
import pairmill.warc.Drawn.Read;
import pairmill.warc.WarcWriter.Layout;

final class ArchiveReaderTest {
  private static void sample(WarcWriter writer) throws IOException {
    writer.warcinfo(DATE, Map.of("isPartOf", "CC-MAIN-2024-18"));
    writer.response("http://a.example/", DATE, "text/html", bytes("<img src=a.jpg alt=one>"));
    writer.write("metadata", "http://a.example/", DATE, "text/plain", new byte[0]);
    writer.response("http://b.example/", DATE, "image/png", bytes("\u0089PNG " + "x".repeat(90)));
  }

  private static byte[] sample(Layout layout) throws IOException {
    return Drawn.archive(layout, "\r\n", ArchiveReaderTest::sample);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void readsTheSameRecordsHoweverTheyLie(Layout layout) throws IOException {
    Contents contents = Drawn.read(sample(layout));
    assertEquals(List.of(), contents.damage());
    assertEquals(
        List.of("warcinfo", "response", "metadata", "response"),
        contents.records().stream().map(Read::type).toList());
    assertEquals(
        Drawn.read(sample(Layout.PLAIN)).records().stream().map(Read::body).toList(),
        contents.records().stream().map(Read::body).toList());
  }

  @Test
  void readsLinesThatEndInLfAlone() throws IOException {
    Contents contents = Drawn.read(Drawn.archive(Layout.PLAIN, "\n", ArchiveReaderTest::sample));
    assertEquals(List.of(), contents.damage());
    assertEquals(4, contents.records().size());
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void opensEachRecordAtItsPlace(Layout layout, @TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.warc"), sample(layout));
    for (Read read : Drawn.read(Files.readAllBytes(file)).records()) {
      try (ArchiveReader reader =
          ArchiveReader.openAt(
              StoredBytes.open(file, read.offset()),
              "a.warc",
              read.offset(),
              read.inner(),
              damage -> {})) {
        ArchiveRecord record = reader.next();
        assertNotNull(record);
        assertEquals(read.type(), record.type());
        assertEquals(read.offset(), record.offset());
        assertEquals(read.inner(), record.innerOffset());
        assertArrayEquals(bytes(read.body()), record.body().readAllBytes());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void keepsWhatStandsBeforeAClipAtEveryByte(Layout layout) throws IOException {
    byte[] whole = sample(layout);
    List<Read> records = Drawn.read(whole).records();
    for (int length = 1; length < whole.length; length++) {
      Contents clipped = Drawn.read(Arrays.copyOf(whole, length));
      List<Read> intact = clipped.records().stream().filter(read -> !read.truncated()).toList();
      String at = layout + " clipped at " + length;
      assertEquals(records.subList(0, intact.size()), intact, at);
      int given = clipped.records().size();
      assertTrue(given - intact.size() <= 1, at);
      assertEquals(intact, clipped.records().subList(0, intact.size()), at);
      boolean tail =
          clipped.records().size() > intact.size() || !endsARecord(whole, length, layout, records);
      assertEquals(tail ? 1 : 0, clipped.damage().size(), at + ": " + clipped.damage());
    }
  }

  /// True when nothing but the line ends between records is missing.
  private static boolean endsARecord(byte[] whole, int length, Layout layout, List<Read> records) {
    return switch (layout) {
      case PLAIN ->
          records.stream()
                  .skip(1)
                  .mapToLong(Read::offset)
                  .anyMatch(next -> next - 4 <= length && length <= next)
              || length >= whole.length - 4;
      case MEMBER_PER_RECORD -> records.stream().anyMatch(read -> read.offset() == length);
      case ONE_MEMBER -> false;
    };
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void survivesFlippedBytes(Layout layout) throws IOException {
    byte[] whole = sample(layout);
    Random random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      byte[] flipped = whole.clone();
      for (int i = 0; i <= round % 3; i++) {
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Contents contents = Drawn.read(flipped);
      assertTrue(contents.records().size() <= 60, () -> contents.toString());
      assertTrue(contents.records().size() + contents.damage().size() > 0);
    }
  }

  @Test
  void losesOneRecordToOneBrokenMember() throws IOException {
    byte[] whole = sample(Layout.MEMBER_PER_RECORD);
    List<Read> records = Drawn.read(whole).records();
    for (int at = (int) records.get(1).offset(); at < records.get(2).offset(); at++) {
      byte[] broken = whole.clone();
      broken[at] ^= 0x55;
      Contents contents = Drawn.read(broken);
      assertEquals(records.getFirst(), contents.records().getFirst());
      assertEquals(
          records.subList(2, 4),
          contents.records().subList(contents.records().size() - 2, contents.records().size()),
          "flipped at " + at);
    }
  }

  @Test
  void passesOverGarbageBetweenPlainRecords() throws IOException {
    byte[] one = Drawn.archive(writer -> writer.warcinfo(DATE, Map.of()));
    Contents contents =
        Drawn.read(concat(bytes("junk\n"), one, bytes("more\r\njunk\r\n"), one, new byte[9]));
    assertEquals(2, contents.records().size());
    assertEquals(
        List.of(
            "neither WARC nor ARC: 5 bytes, starting with 6a 75 6e 6b",
            "12 bytes that are no record, starting with 6d 6f 72 65",
            "9 bytes that are no record, starting with 00 00 00 00"),
        contents.problems());
    assertEquals(
        List.of(0L, 5L + one.length),
        contents.damage().stream().limit(2).map(d -> d.offset()).toList());
  }

  @Test
  void passesOverGarbageBetweenMembers() throws IOException {
    byte[] one =
        Drawn.archive(Layout.MEMBER_PER_RECORD, "\r\n", writer -> writer.warcinfo(DATE, Map.of()));
    byte[] noRecord = gzip(bytes("WARC, but no record"));
    Contents contents =
        Drawn.read(concat(one, bytes("junk"), noRecord, one, new byte[512], one, new byte[7]));
    assertEquals(3, contents.records().size());
    assertEquals(
        List.of(
            "%d bytes that are no gzip member, starting with 6a 75 6e 6b"
                .formatted(4 + noRecord.length),
            "512 bytes that are no gzip member, starting with 00 00 00 00",
            "7 bytes that are no gzip member, starting with 00 00 00 00"),
        contents.problems());
  }

  @Test
  void readsRecordsThatSpanMembers() throws IOException {
    byte[] plain = sample(Layout.PLAIN);
    for (int size : new int[] {1, 7, 100, 333}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int from = 0; from < plain.length; from += size) {
        out.write(gzip(Arrays.copyOfRange(plain, from, Math.min(from + size, plain.length))));
      }
      Contents contents = Drawn.read(out.toByteArray());
      assertEquals(List.of(), contents.damage());
      assertEquals(
          Drawn.read(plain).records().stream().map(Read::body).toList(),
          contents.records().stream().map(Read::body).toList(),
          "members of " + size);
    }
  }

  @Test
  void endsARecordThatPromisesTooMuchAtItsMember() throws IOException {
    byte[] whole =
        Drawn.archive(
            Layout.MEMBER_PER_RECORD,
            "\r\n",
            writer -> {
              writer.write(
                  Map.of("WARC-Type", "resource", "Content-Length", "100000"), bytes("abc"));
              writer.response("http://b.example/", DATE, "text/html", bytes("b"));
            });
    Contents contents = Drawn.read(whole);
    assertEquals(
        List.of("resource", "response"), contents.records().stream().map(Read::type).toList());
    assertEquals(List.of("record promises 100,000 bytes and holds 7"), contents.problems());
  }

  @ParameterizedTest
  @CsvSource({
    "'', record without Content-Length",
    "many, Content-Length is 'many'",
    "-1, Content-Length is '-1'",
    "99999999999999999999, Content-Length is '99999999999999999999'"
  })
  void goesOnAfterARecordWithoutAUsableLength(String length, String problem) throws IOException {
    Map<String, String> fields =
        length.isEmpty() ? Map.of("WARC-Type", "resource") : Map.of("Content-Length", length);
    byte[] whole =
        Drawn.archive(writer -> {
          writer.write(fields, bytes("<p>some text"));
          writer.response("http://b.example/", DATE, "text/html", bytes("b"));
        });
    Contents contents = Drawn.read(whole);
    assertEquals(problem, contents.problems().getFirst());
    assertEquals("response", contents.records().getLast().type());
    assertTrue(contents.records().getFirst().truncated());
  }

  @Test
  void goesOnAfterARecordThatPromisesTooLittle() throws IOException {
    byte[] whole =
        Drawn.archive(writer -> {
          writer.write(Map.of("WARC-Type", "resource", "Content-Length", "2"), bytes("abcdef"));
          writer.response("http://b.example/", DATE, "text/html", bytes("b"));
        });
    Contents contents = Drawn.read(whole);
    assertEquals(2, contents.records().size());
    assertEquals("ab", contents.records().getFirst().body());
    assertEquals(
        List.of("8 bytes that are no record, starting with 63 64 65 66"), contents.problems());
  }

  @Test
  void givesUpAHeaderThatHasNoEnd() throws IOException {
    byte[] flood = bytes("WARC/1.0\r\nWARC-Type: response\r\n" + "X: y\r\n".repeat(20_000));
    byte[] one = Drawn.archive(writer -> writer.warcinfo(DATE, Map.of()));
    Contents contents = Drawn.read(concat(flood, bytes("\r\n"), one));
    assertEquals(1, contents.records().size());
    assertEquals("record header of 65,536 bytes has no end", contents.problems().getFirst());
  }

  @Test
  void findsTheRecordThatAnUnfinishedHeaderRunsInto() throws IOException {
    byte[] one = Drawn.archive(writer -> writer.warcinfo(DATE, Map.of()));
    Contents contents = Drawn.read(concat(bytes("WARC/1.0\nWARC-Type: revisit\n"), one));
    assertEquals(1, contents.records().size());
    assertEquals(
        List.of("record header of 28 bytes runs into the next record"), contents.problems());
  }

  @Test
  void readsBothVersionsOfArc() throws IOException {
    byte[] arc =
        bytes(
            """
            filedesc://a.arc 0.0.0.0 20240506070809 text/plain 9
            1 0 Drawn

            http://a.example/with a space 1.2.3.4 20240506070809 text/html; charset=utf-8 19
            HTTP/1.0 200 OK

            a

            http://b.example/ 1.2.3.4 20240506070809 image/png 200 AB12 - 77 a.arc 3
            bcd
            dns:c.example 1.2.3.4 20240506070809 text/dns 2
            c1
            """);
    for (byte[] stored : List.of(arc, gzip(arc))) {
      Contents contents = Drawn.read(stored);
      assertEquals(List.of(), contents.damage());
      assertEquals(
          List.of("filedesc", "response", "response", "resource"),
          contents.records().stream().map(Read::type).toList());
      assertEquals("http://a.example/with a space", contents.records().get(1).url());
      assertEquals("bcd", contents.records().get(2).body());
    }
  }

  @Test
  void saysThatAnEmptyFileIsEmpty() throws IOException {
    assertEquals(List.of("the file is empty"), Drawn.read(new byte[0]).problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0004\"M\u0018", "(\u00b5/\u00fd", "PK\u0003\u0004", "BZh9"})
  void readsNothingOfFilesInOtherFormats(String magic) throws IOException {
    byte[] one = Drawn.archive(writer -> writer.warcinfo(DATE, Map.of()));
    Contents contents = Drawn.read(concat(bytes(magic), bytes("\n"), one));
    assertEquals(List.of(), contents.records());
    assertEquals(1, contents.damage().size());
    assertTrue(
        contents.problems().getFirst().startsWith("neither WARC nor ARC nor gzip: starts with "));
  }

  @Test
  void tellsDamageOnceHoweverOftenItIsAsked() throws IOException {
    byte[] whole = sample(Layout.ONE_MEMBER);
    List<Damage> damage = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(whole, 0, whole.length - 20);
    try (ArchiveReader reader = ArchiveReader.open(in, "a", damage::add)) {
      while (reader.next() != null) {}
      assertNull(reader.next());
      assertEquals(1, damage.size());
    }
  }

  @Test
  void passesOnTheFailureOfTheStreamAlone() throws IOException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("reset");
          }
        };
    byte[] start = Arrays.copyOf(sample(Layout.PLAIN), 500);
    InputStream in = new SequenceInputStream(new ByteArrayInputStream(start), failing);
    assertThrows(
        IOException.class,
        () -> {
          try (ArchiveReader reader = ArchiveReader.open(in, "a", damage -> {})) {
            while (reader.next() != null) {}
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void streamsARecordLargerThanTheHeapWouldHold(boolean gzip, @TempDir Path folder)
      throws IOException {
    long length = 4L << 30; // twice the heap that tests run with
    Path file = folder.resolve("a.warc");
    byte[] chunk = new byte[1 << 20];
    InputStream body = new RepeatedInputStream(chunk, length);
    InputStream head =
        new ByteArrayInputStream(
            bytes("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: " + length + "\r\n\r\n"));
    InputStream plain = new SequenceInputStream(head, body);
    if (gzip) {
      long inflated = 200L << 20;
      head =
          new ByteArrayInputStream(
              bytes("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: " + inflated + "\r\n\r\n"));
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        new SequenceInputStream(head, new RepeatedInputStream(chunk, inflated)).transferTo(out);
      }
      plain = Files.newInputStream(file);
      length = inflated;
    }
    try (ArchiveReader reader = ArchiveReader.open(plain, "a", damage -> {})) {
      ArchiveRecord record = reader.next();
      assertNotNull(record);
      record.body().skipNBytes(length);
      assertEquals(-1, record.body().read());
      assertFalse(record.truncated());
    }
  }

  /// Zero bytes without end, or to a length.
  private static final class RepeatedInputStream extends InputStream {
    private final byte[] chunk;
    private long left;

    RepeatedInputStream(byte[] chunk, long length) {
      this.chunk = chunk;
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(Math.min(length, chunk.length), left);
      System.arraycopy(chunk, 0, into, from, count);
      left -= count;
      return count;
    }
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] concat(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }
}
