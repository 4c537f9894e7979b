package pairmill.warc;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A record of an archive. Its body can be read once, until the next record is asked for.
public final class ArchiveRecord {
  private final RecordHeader header;
  private final Stretches.Place place;
  private final RecordBody body;

  ArchiveRecord(RecordHeader header, Stretches.Place place, RecordBody body) {
    this.header = header;
    this.place = place;
    this.body = body;
  }

  /// `WARC-Type`, lower case; empty where there is none. Records of ARC are `filedesc`, `response`
  /// (fetched over HTTP) or `resource`.
  public String type() {
    return header.type();
  }

  /// The address that was fetched.
  public @Nullable String url() {
    return header.url();
  }

  /// When it was fetched.
  public @Nullable Instant date() {
    return header.date();
  }

  /// Content type of the body, as written.
  public @Nullable String contentType() {
    return header.contentType();
  }

  /// The named fields of a WARC header; none for ARC.
  public Headers headers() {
    return header.headers();
  }

  /// Position in the stored file of the gzip member in which the record begins, or of the record
  /// itself where the archive is plain.
  public long offset() {
    return place.offset();
  }

  /// Inflated bytes of that member before the record; 0 where the archive is plain.
  public long innerOffset() {
    return place.inner();
  }

  /// Bytes of the body as the header promises; 0 when it does not.
  public long length() {
    return Math.max(header.length(), 0);
  }

  /// The body: at most [#length()] bytes. Never throws because of what the archive holds.
  public InputStream body() {
    return body;
  }

  /// True when the crawler cut the body, and when its end is missing or unknown. Sure only when the
  /// body has been read to its end.
  public boolean truncated() {
    return header.length() < 0 || body.left() > 0 || header.headers().has("WARC-Truncated");
  }

  long missing() {
    return body.left();
  }

  void finish() throws IOException {
    body.finish();
  }
}
