package pairmill.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes WARC 1.1 records, each a gzip member of its own, a second of capture time apart.
final class SampleWarc implements Closeable {
  private static final Instant FIRST_CAPTURE = Instant.parse("2026-01-05T08:00:00Z");

  private final OutputStream out;
  private int records;

  SampleWarc(OutputStream out) {
    this.out = out;
  }

  /// Adds a record.
  ///
  /// @param type `WARC-Type`
  /// @param url `WARC-Target-URI`; null for a record about the archive itself
  /// @param headers further header lines, each with its line end
  void add(String type, @Nullable String url, String contentType, String headers, byte[] block)
      throws IOException {
    out.write(member(type, url, contentType, headers, block));
  }

  /// Adds the beginning of a record, as an archive ends whose writer was killed.
  void addClipped(String type, String url, String contentType, byte[] block) throws IOException {
    byte[] member = member(type, url, contentType, "", block);
    out.write(member, 0, member.length / 2);
  }

  private byte[] member(
      String type, @Nullable String url, String contentType, String headers, byte[] block)
      throws IOException {
    String head =
        "WARC/1.1\r\n"
            + "WARC-Type: %s\r\n".formatted(type)
            + (url == null ? "" : "WARC-Target-URI: %s\r\n".formatted(url))
            + "WARC-Date: %s\r\n".formatted(FIRST_CAPTURE.plusSeconds(records))
            + "WARC-Record-ID: <urn:uuid:%s>\r\n".formatted(id())
            + "Content-Type: %s\r\n".formatted(contentType)
            + headers
            + "Content-Length: %d\r\n\r\n".formatted(block.length);
    records++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(head.getBytes(UTF_8));
      gzip.write(block);
      gzip.write("\r\n\r\n".getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private UUID id() {
    return UUID.nameUUIDFromBytes(("record " + records).getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
