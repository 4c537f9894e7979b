package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Kept are the first thousands of a stable sort, whatever comes in which order.
final class PromisingTest {
  private static final int SIGNS = 512;

  private static void kept(int[] differing) {
    Promising promising = new Promising(SIGNS);
    for (int place = 0; place < differing.length; place++) {
      if (differing[place] <= promising.most()) {
        promising.add(place, differing[place]);
      }
    }
    int[] kept = promising.inOrder();
    int[] sorted =
        IntStream.range(0, differing.length)
            .boxed()
            .sorted(Comparator.comparingInt(place -> differing[place]))
            .mapToInt(Integer::intValue)
            .limit(kept.length)
            .toArray();
    assertArrayEquals(sorted, kept);
    assertTrue(kept.length >= Math.min(differing.length, 2_000), kept.length + " kept");
    assertTrue(kept.length < 4_000, kept.length + " kept");
  }

  @Test
  void theFewestAreKeptInOrder() {
    Random random = new Random(7);
    for (int count : new int[] {0, 1, 1_999, 3_999, 4_000, 50_000}) {
      kept(IntStream.range(0, count).map(i -> random.nextInt(SIGNS + 1)).toArray());
      kept(IntStream.range(0, count).map(i -> random.nextInt(3)).toArray());
    }
  }

  @Test
  void equalOnesAreNotKeptWithoutEnd() {
    kept(new int[20_000]);
    kept(IntStream.range(0, 20_000).map(i -> SIGNS).toArray());
    kept(IntStream.range(0, 20_000).map(i -> i < 3_000 ? SIGNS : 0).toArray());
  }
}
