package pairmill.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pairmill.cost.Cost;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.shard.ShardStats;

class FunnelTest {
  private static ShardStats stats(
      StageName stage, long out, Map<Reason, Long> refused, Map<String, Long> counts) {
    long in = out + refused.values().stream().mapToLong(Long::longValue).sum();
    return new ShardStats(
        stage,
        in,
        out,
        new TreeMap<>(refused),
        new TreeMap<>(counts),
        List.of(),
        new TreeMap<>(),
        List.of(),
        1.5,
        Cost.NONE);
  }

  private static List<ShardStats> run(long scored) {
    return List.of(
        stats(StageName.EXTRACT, 4, Map.of(Reason.NO_ALT, 10L), Map.of()),
        stats(StageName.EXTRACT, 3, Map.of(Reason.NO_ALT, 1L, Reason.SVG, 2L), Map.of()),
        stats(StageName.PLAN, 6, Map.of(Reason.DUPLICATE, 1L), Map.of()),
        stats(StageName.DOWNLOAD, 2, Map.of(Reason.TIMED_OUT, 1L), Map.of()),
        stats(StageName.DOWNLOAD, 3, Map.of(), Map.of()),
        stats(StageName.SCORE, scored, Map.of(), Map.of("not_scored", scored)),
        stats(StageName.PUBLISH, scored, Map.of(), Map.of()));
  }

  @Test
  void theStagesOfARunAddUpInTheOrderOfTheJourney() {
    List<Funnel.Step> steps = Funnel.of(run(5)).stages();
    assertEquals(
        Arrays.asList(StageName.values()), steps.stream().map(Funnel.Step::stage).toList());
    assertEquals(List.of(20L, 7L, 6L, 5L, 5L), steps.stream().map(Funnel.Step::in).toList());
    assertEquals(List.of(7L, 6L, 5L, 5L, 5L), steps.stream().map(Funnel.Step::out).toList());
    assertEquals(Map.of(Reason.NO_ALT, 11L, Reason.SVG, 2L), steps.getFirst().refused());
    assertNull(steps.getFirst().note());
    assertEquals("not scored: no model", steps.get(3).note());
  }

  @Test
  void theOrderOfTheTasksDoesNotMatter() {
    assertEquals(Funnel.of(run(5)), Funnel.of(run(5).reversed()));
  }

  @Test
  void aRunWithoutPairsHasAllStages() {
    assertEquals(StageName.values().length, Funnel.of(List.of()).stages().size());
  }

  @Test
  void pairsLostBetweenStagesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Funnel.of(run(4)));
    assertThrows(IllegalArgumentException.class, () -> Funnel.of(run(6)));
    List<ShardStats> withoutAShard = run(5).stream().filter(one -> one.out() != 2).toList();
    assertThrows(IllegalArgumentException.class, () -> Funnel.of(withoutAShard));
  }

  @Test
  void pairsLostWithinAStageAreRefused() {
    Funnel.Step lost = new Funnel.Step(StageName.EXTRACT, 3, 2, new TreeMap<>(), null);
    Funnel.Step madeUp =
        new Funnel.Step(StageName.EXTRACT, 3, 4, new TreeMap<>(Map.of(Reason.NO_ALT, -1L)), null);
    assertThrows(IllegalArgumentException.class, () -> new Funnel(List.of(lost)));
    assertThrows(IllegalArgumentException.class, () -> new Funnel(List.of(madeUp)));
  }
}
