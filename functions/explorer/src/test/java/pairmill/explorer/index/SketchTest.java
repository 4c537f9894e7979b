package pairmill.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A sketch never counts too low.
final class SketchTest {
  @Test
  void noHashIsCountedTooLow() {
    Random random = new Random(1);
    Sketch sketch = new Sketch(2_000);
    Map<Long, Integer> counts = new HashMap<>();
    long[] hashes = random.longs(10_000).toArray();
    for (int i = 0; i < 50_000; i++) {
      long hash = hashes[(int) Math.abs(random.nextGaussian() * 1_000) % hashes.length];
      sketch.add(hash);
      counts.merge(hash, 1, Integer::sum);
    }
    counts.forEach((hash, count) -> assertTrue(sketch.atMost(hash) >= count));
  }

  @Test
  void theThresholdLeavesSoManyCounters() {
    Sketch sketch = new Sketch(1 << 10);
    for (int place = 0; place < 1 << 10; place++) {
      for (int i = 0; i <= place; i++) {
        sketch.add((long) place << 40);
      }
    }
    assertEquals(1_015, sketch.threshold(10));
    assertEquals(2, sketch.threshold(1 << 10));
  }
}
