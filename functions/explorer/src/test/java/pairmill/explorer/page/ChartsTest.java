package pairmill.explorer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A curve stands where its axes say.
final class ChartsTest {
  @Test
  void aCurveGoesFromTheFirstRankToTheLast() {
    Charts.Curve curve =
        Charts.curve(List.of(new double[] {1, 0.2}, new double[] {10, 0.5}, new double[] {100, 1}));
    assertEquals("M0.0 80.0L50.0 50.0L100.0 0.0", curve.path());
    assertEquals(
        "[1 at 0.0, 10 at 50.0, 100 at 100.0]",
        curve.across().stream().map(tick -> tick.label() + " at " + tick.at()).toList().toString());
    assertEquals("0 %", curve.up().getFirst().label());
    assertEquals(100, curve.up().getFirst().at());
  }

  @Test
  void withoutPointsThereAreAxesAlone() {
    Charts.Curve curve = Charts.curve(List.of());
    assertEquals("", curve.path());
    assertEquals(6, curve.up().size());
  }
}
