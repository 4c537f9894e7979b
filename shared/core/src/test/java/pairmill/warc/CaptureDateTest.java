package pairmill.warc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CaptureDateTest {
  @ParameterizedTest
  @CsvSource({
    "2024-05-06T07:08:09Z, 2024-05-06T07:08:09Z",
    "2024-05-06T07:08:09.123456Z, 2024-05-06T07:08:09.123456Z",
    "2024-05-06T07:08Z, 2024-05-06T07:08:00Z",
    "2024-05-06, 2024-05-06T00:00:00Z",
    "2024-05, 2024-05-01T00:00:00Z",
    "2024, 2024-01-01T00:00:00Z",
    "20240506070809, 2024-05-06T07:08:09Z",
    "202405060708, 2024-05-06T07:08:00Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z"
  })
  void readsDatesOfEveryPrecision(String text, Instant date) {
    assertEquals(date, CaptureDate.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "null", "2024-13-01", "20240230000000", "yesterday", "99999-01-01"})
  void takesNothingElseForADate(String text) {
    assertNull(CaptureDate.parse(text));
  }
}
