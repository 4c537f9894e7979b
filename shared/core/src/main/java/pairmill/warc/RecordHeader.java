package pairmill.warc;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands above a record's body.
///
/// @param type `WARC-Type`, lower case, empty where there is none; `filedesc`, `response` or
///   `resource` for ARC
/// @param url without the angle brackets that some writers put around it
/// @param contentType as written
/// @param length of the body; -1 where the header has no usable one
/// @param problem what is wrong with the header, as a clause; the record can be read all the same
record RecordHeader(
    String type,
    @Nullable String url,
    @Nullable Instant date,
    @Nullable String contentType,
    Headers headers,
    long length,
    @Nullable String problem) {
  private static final Pattern VERSION = Pattern.compile("(?i)WARC/(0\\.1[789]|1\\.[01])\\s*");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /// Reads the lines of a WARC header, of which the first tells the version.
  static RecordHeader warc(List<String> lines) {
    Headers headers = Headers.parse(lines.subList(1, lines.size()));
    String type = headers.first("WARC-Type");
    String length = headers.first("Content-Length");
    String date = headers.first("WARC-Date");
    return new RecordHeader(
        type == null ? "" : type.toLowerCase(Locale.ROOT),
        url(headers.first("WARC-Target-URI")),
        date == null ? null : CaptureDate.parse(date),
        headers.first("Content-Type"),
        headers,
        length == null || !LENGTH.matcher(length).matches() ? -1 : Long.parseLong(length),
        problem(lines.getFirst(), headers, type, length));
  }

  static RecordHeader arc(ArcLine line) {
    return new RecordHeader(
        line.type(),
        line.url(),
        CaptureDate.parse(line.date()),
        line.contentType(),
        Headers.NONE,
        line.length(),
        line.length() < 0 ? "ARC record without a usable length" : null);
  }

  private static @Nullable String url(@Nullable String value) {
    return value != null && value.startsWith("<") && value.endsWith(">")
        ? value.substring(1, value.length() - 1).strip()
        : value;
  }

  private static @Nullable String problem(
      String version, Headers headers, @Nullable String type, @Nullable String length) {
    if (length == null) {
      return "record without Content-Length";
    }
    if (!LENGTH.matcher(length).matches()) {
      return "Content-Length is '%.40s'".formatted(length);
    }
    if (!VERSION.matcher(version).matches()) {
      return "version line is '%.40s'".formatted(version);
    }
    if (type == null) {
      return "record without WARC-Type";
    }
    return headers.badLines() > 0 ? headers.badLines() + " header lines without a name" : null;
  }
}
