package pairmill.explorer.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;

/// The rows that are given are those of the set, each once, in their order.
final class RowSetsTest {
  private static List<Integer> given(FixedBitSet set, int from, int to) throws IOException {
    List<Integer> rows = new ArrayList<>();
    RowSets.each(
        set,
        from,
        to,
        (batch, count) -> {
          assertTrue(count <= RowSets.BATCH, count + " at once");
          for (int i = 0; i < count; i++) {
            rows.add(batch[i]);
          }
        });
    return rows;
  }

  private static List<Integer> expected(FixedBitSet set, int from, int to) {
    return IntStream.range(from, to).filter(set::get).boxed().toList();
  }

  @Test
  void rowsOfAnySetAreGiven() throws IOException {
    Random random = new Random(5);
    for (int length : new int[] {1, 63, 64, 65, 4_095, 4_096, 4_097, 20_000}) {
      for (double share : new double[] {0, 0.001, 0.1, 0.5, 1}) {
        FixedBitSet set = new FixedBitSet(length);
        for (int row = 0; row < length; row++) {
          if (random.nextDouble() < share) {
            set.set(row);
          }
        }
        assertEquals(expected(set, 0, length), given(set, 0, length));
        for (int i = 0; i < 20; i++) {
          int from = random.nextInt(length + 1);
          int to = from + random.nextInt(length - from + 1);
          assertEquals(expected(set, from, to), given(set, from, to), from + " to " + to);
        }
      }
    }
  }
}
