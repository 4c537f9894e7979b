package pairmill.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "120, PT2M",
    "' 7 ', PT7S",
    "99999999999999999999, P365D",
    "'Tue, 03 Feb 2026 04:06:06 GMT', PT1M",
    "'Tue, 03 Feb 2026 04:04:06 GMT', PT0S",
    "'Tue, 03 Feb 2099 04:04:06 GMT', P365D",
    "'', PT5S",
    "soon, PT5S",
    "-1, PT5S",
    "1.5, PT5S",
  })
  void saysHowLongToWait(String header, Duration pause) {
    assertEquals(pause, RetryAfter.of(header, Instant.parse("2026-02-03T04:05:06Z")));
  }
}
