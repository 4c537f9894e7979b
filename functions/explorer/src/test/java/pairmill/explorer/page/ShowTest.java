package pairmill.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShowTest {
  @Test
  void countsHaveSeparatorsAsTheFormatterWritesThem() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      assertEquals(String.format(Locale.ROOT, "%,d", number), Show.count(number));
    }
    for (long number :
        new long[] {0, -1, 999, -999, 1_000, -1_000, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertEquals(String.format(Locale.ROOT, "%,d", number), Show.count(number));
    }
  }

  @Test
  void edgesOfBinsAreDecimals() {
    for (int bin = -250; bin <= 250; bin++) {
      assertEquals(String.format(Locale.ROOT, "%.2f", bin / 100.0), Histograms.edge(bin, 100));
      assertEquals(String.format(Locale.ROOT, "%.1f", bin / 10.0), Histograms.edge(bin, 10));
    }
  }

  @Test
  void textIsALineThatEnds() {
    assertEquals("a  b", Show.text("a\r\nb"));
    assertEquals("(none)", Show.text("\u0000\t"));
    assertEquals(2_001, Show.text("x".repeat(9_000)).length());
  }
}
