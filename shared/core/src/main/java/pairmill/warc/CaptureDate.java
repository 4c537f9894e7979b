package pairmill.warc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the dates of records: `WARC-Date` down to the year alone (W3C date and time, UTC), and
/// ARC's fourteen digits.
final class CaptureDate {
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(?:-?(\\d\\d)(?:-?(\\d\\d)(?:[T ]?(\\d\\d):?(\\d\\d)(?::?(\\d\\d)(?:\\.(\\d{1,9})\\d*)?)?)?)?)?Z?");

  private CaptureDate() {}

  /// The instant; null when the text is no date.
  static @Nullable Instant parse(String text) {
    Matcher date = DATE.matcher(text.strip());
    if (!date.matches()) {
      return null;
    }
    try {
      return LocalDateTime.of(
              number(date, 1, 1),
              number(date, 2, 1),
              number(date, 3, 1),
              number(date, 4, 0),
              number(date, 5, 0),
              Math.min(number(date, 6, 0), 59), // 60 in a leap second
              nanos(date))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException outOfRange) {
      return null;
    }
  }

  private static int number(Matcher date, int group, int otherwise) {
    String digits = date.group(group);
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static int nanos(Matcher date) {
    String digits = date.group(7);
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }
}
