package pairmill.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Numbers on axes are round, and stand where they belong.
final class AxisTest {
  private static List<String> labels(List<Axis.Tick> ticks) {
    return ticks.stream().map(Axis.Tick::label).toList();
  }

  @Test
  void ticksAreRound() {
    assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(Axis.even(0, 1, 5)));
    assertEquals(List.of("0.15", "0.20", "0.25", "0.30"), labels(Axis.even(0.13, 0.34, 5)));
    assertEquals(List.of("0", "50", "100"), labels(Axis.even(0, 100, 3)));
    assertEquals(List.of("-0.5", "0.0", "0.5"), labels(Axis.even(-0.5, 0.61, 3)));
    assertEquals(List.of("2", "4", "6", "8"), labels(Axis.even(0.7, 9.3, 3)));
    assertEquals(List.of(), labels(Axis.even(1, 1, 3)));
  }

  @Test
  void placesArePercent() {
    assertEquals(
        List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0),
        Axis.even(0, 1, 5).stream().map(Axis.Tick::at).toList());
  }

  @Test
  void countsAreShort() {
    assertEquals("500", Axis.count(500));
    assertEquals("5,000", Axis.count(5_000));
    assertEquals("20 k", Axis.count(20_000));
    assertEquals("1.5 M", Axis.count(1_500_000));
    assertEquals("2 G", Axis.count(2e9));
  }

  @Test
  void oneRowIsSeenBesideAMillionAndNoneIsNot() {
    List<Histogram.Bin> bins =
        List.of(
            new Histogram.Bin(0, 1, 1_000_000, "", null),
            new Histogram.Bin(1, 2, 0, "", null),
            new Histogram.Bin(2, 3, 1, "", null));
    for (boolean logarithmic : List.of(false, true)) {
      Histogram chart = Histogram.of(bins, logarithmic);
      assertEquals(100, chart.bars().get(0).height());
      assertEquals(0, chart.bars().get(1).height());
      assertEquals(true, chart.bars().get(2).height() > 1);
    }
    assertEquals(
        List.of("1", "10", "100", "1,000", "10 k", "100 k", "1 M"),
        labels(Histogram.of(bins, true).up()));
  }
}
