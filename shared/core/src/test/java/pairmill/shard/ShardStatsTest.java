package pairmill.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pairmill.cost.Cost;
import pairmill.pair.Reason;
import pairmill.pair.StageName;

class ShardStatsTest {
  private static ShardStats stats(long in, long out, Map<Reason, Long> refused) {
    return new ShardStats(
        StageName.PLAN,
        in,
        out,
        new TreeMap<>(refused),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        0,
        Cost.NONE);
  }

  @Test
  void whatCameInWentOnOrWasRefused() {
    Map<Reason, Long> refused = Map.of(Reason.DUPLICATE, 3L, Reason.HOST_CAP, 4L);
    assertEquals(9, stats(9, 2, refused).in());
    assertEquals(0, stats(0, 0, Map.of()).count("pages"));
  }

  @ParameterizedTest
  @CsvSource({"9, 1, 7", "9, 3, 7", "0, 0, 1", "1, 0, 0", "5, 10, -5", "5, -2, 7", "-1, -1, 0"})
  void pairsThatWereLostOrMadeUpAreRefused(long in, long out, long refused) {
    Map<Reason, Long> reasons = Map.of(Reason.DUPLICATE, refused);
    assertThrows(IllegalArgumentException.class, () -> stats(in, out, reasons));
  }
}
