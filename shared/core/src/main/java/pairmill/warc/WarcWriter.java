package pairmill.warc;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a WARC 1.0 archive. The same calls give the same bytes: record ids are counted, not
/// drawn.
///
/// Used by one thread. Closing it ends the archive and closes the stream.
public final class WarcWriter implements Closeable {
  /// How the records lie in the file.
  public enum Layout {
    PLAIN,
    /// A gzip member for each record.
    MEMBER_PER_RECORD,
    /// One gzip member for all of them.
    ONE_MEMBER
  }

  private final OutputStream out;
  private final Layout layout;
  private final String newline;
  private int records;

  private WarcWriter(OutputStream out, Layout layout, String newline) {
    this.out = out;
    this.layout = layout;
    this.newline = newline;
  }

  /// Writes lines that end in CR LF, as the standard wants it.
  public static WarcWriter open(OutputStream out, Layout layout) throws IOException {
    return open(out, layout, "\r\n");
  }

  /// Writes lines of record headers that end otherwise.
  ///
  /// @param newline what lines of record headers end in
  public static WarcWriter open(OutputStream out, Layout layout, String newline)
      throws IOException {
    OutputStream records = layout == Layout.ONE_MEMBER ? new GZIPOutputStream(out) : out;
    return new WarcWriter(records, layout, newline);
  }

  /// Writes the record that describes the archive.
  ///
  /// @param fields such as `software` and `isPartOf`, in their order
  public void warcinfo(Instant date, Map<String, String> fields) throws IOException {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    write("warcinfo", null, date, "application/warc-fields", utf8(text.toString()));
  }

  /// Writes what a server answered with status 200.
  ///
  /// @param contentType of `body`, which is not encoded further
  public void response(String url, Instant date, String contentType, byte[] body)
      throws IOException {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("Content-Type", contentType);
    head.put("Content-Length", Integer.toString(body.length));
    response(url, date, "HTTP/1.1 200 OK", head, body);
  }

  /// Writes what a server answered.
  ///
  /// @param body as it was sent, codings and all
  public void response(
      String url, Instant date, String statusLine, Map<String, String> head, byte[] body)
      throws IOException {
    StringBuilder text = new StringBuilder(statusLine).append("\r\n");
    head.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(utf8(text.append("\r\n").toString()));
    message.write(body);
    write("response", url, date, "application/http; msgtype=response", message.toByteArray());
  }

  /// Writes a record of any type.
  ///
  /// @param url none for `warcinfo`
  public void write(
      String type, @Nullable String url, Instant date, String contentType, byte[] body)
      throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("WARC-Type", type);
    if (url != null) {
      fields.put("WARC-Target-URI", url);
    }
    fields.put("WARC-Date", date.toString());
    fields.put("WARC-Record-ID", "<urn:uuid:" + UUID.nameUUIDFromBytes(utf8(type + records)) + ">");
    fields.put("Content-Type", contentType);
    fields.put("Content-Length", Integer.toString(body.length));
    write(fields, body);
  }

  /// Writes a record with these fields and no others, be they right or wrong.
  public void write(Map<String, String> fields, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder("WARC/1.0").append(newline);
    fields.forEach((name, value) -> head.append(name).append(": ").append(value).append(newline));
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(utf8(head.append(newline).toString()));
    record.write(body);
    record.write(utf8(newline + newline));
    if (layout == Layout.MEMBER_PER_RECORD) {
      GZIPOutputStream member = new GZIPOutputStream(out);
      record.writeTo(member);
      member.finish();
    } else {
      record.writeTo(out);
    }
    records++;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
