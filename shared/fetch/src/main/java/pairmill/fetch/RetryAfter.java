package pairmill.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// The header `Retry-After`: RFC 9110, section 10.2.3.
final class RetryAfter {
  /// The pause of a host that does not say how long.
  static final Duration UNSAID = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofDays(365);

  private RetryAfter() {}

  /// The pause that a header asks for, zero to a year.
  ///
  /// @param header seconds or a date; anything else counts as unsaid
  static Duration of(String header, Instant now) {
    String value = header.strip();
    if (value.matches("\\d+")) {
      return value.length() > 8 ? LONGEST : clamp(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return clamp(Duration.between(now, date));
    } catch (DateTimeException e) {
      return UNSAID;
    }
  }

  private static Duration clamp(Duration pause) {
    return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
