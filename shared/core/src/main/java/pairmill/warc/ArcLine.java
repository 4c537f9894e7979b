package pairmill.warc;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one-line header of an ARC record: address, IP, date, content type, five more fields in
/// version 2, length.
///
/// @param length of the content; -1 where the line has no usable one
record ArcLine(String url, String date, String contentType, long length) {
  /// Longer lines are no headers.
  static final int MAX_LENGTH = 16 * 1024;

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]{1,14}:\\S.*");
  private static final Pattern DATE = Pattern.compile("\\d{12,17}");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /// Places of the date, counted from the line's end: in versions 1 and 2, and in both with a space
  /// in the content type.
  private static final List<Integer> DATE_FROM_END = List.of(3, 8, 4, 9);

  /// The header that comes next, not consumed; null when none does.
  static @Nullable ArcLine next(Lookahead in) throws IOException {
    int length = lineLength(in);
    return length < 0 ? null : parse(Text.decode(in.array(), in.start(), length));
  }

  /// Reads a line without its newline; null when it is no ARC header. Addresses may hold spaces.
  static @Nullable ArcLine parse(String text) {
    String line = text.strip();
    if (!SCHEME
        .matcher(line.substring(0, Math.min(20, line.length())).toLowerCase(Locale.ROOT))
        .matches()) {
      return null;
    }
    String[] fields = line.split(" ", -1);
    for (int fromEnd : DATE_FROM_END) {
      int date = fields.length - fromEnd;
      if (date >= 2 && (DATE.matcher(fields[date]).matches() || isDashed(fields, date))) {
        String url = String.join(" ", List.of(fields).subList(0, date - 1));
        return new ArcLine(url, fields[date], fields[date + 1], length(fields[fields.length - 1]));
      }
    }
    return null;
  }

  private static boolean isDashed(String[] fields, int date) {
    return fields[0].startsWith("filedesc:") && fields[date].equals("-");
  }

  private static long length(String field) {
    return LENGTH.matcher(field).matches() ? Long.parseLong(field) : -1;
  }

  private static int lineLength(Lookahead in) throws IOException {
    if (in.ahead(1) == 0 || !Character.isLetter(in.at(0))) {
      return -1;
    }
    for (int i = 0; i < MAX_LENGTH && in.ahead(i + 1) > i; i++) {
      if (in.at(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  /// What [ArchiveRecord#type()] says of such a record.
  String type() {
    return url.startsWith("filedesc:")
        ? "filedesc"
        : url.startsWith("http") ? "response" : "resource";
  }
}
