package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pairmill.pair.StageName.DOWNLOAD;
import static pairmill.pair.StageName.EXTRACT;
import static pairmill.pair.StageName.PLAN;
import static pairmill.pair.StageName.SCORE;

import java.util.List;
import org.junit.jupiter.api.Test;
import pairmill.pair.Reason;
import pairmill.pair.StageName;

class StageMeterTest {
  private long seconds;
  private long cpuSeconds;
  private final StageMeter meter =
      new StageMeter(() -> seconds * 1_000_000_000, () -> cpuSeconds * 1_000_000_000, 1_000);

  @Test
  void timeWithoutAnActiveTaskIsOnNobodysAccount() {
    pass(5, 5);
    meter.started(EXTRACT);
    pass(2, 3);
    meter.finished(EXTRACT);
    pass(7, 7);
    assertEquals(List.of(new StageUsage(EXTRACT, 2, 3, 0, 0)), meter.usage());
  }

  @Test
  void twoTasksOfOneStageCountTheirTimeOnce() {
    meter.started(EXTRACT);
    meter.started(EXTRACT);
    pass(2, 4);
    meter.finished(EXTRACT);
    pass(1, 1);
    meter.finished(EXTRACT);
    assertEquals(List.of(new StageUsage(EXTRACT, 3, 5, 0, 0)), meter.usage());
  }

  @Test
  void activeStagesShareTheProcessorEqually() {
    meter.started(DOWNLOAD);
    pass(1, 1);
    meter.started(SCORE);
    pass(10, 8);
    meter.finished(DOWNLOAD);
    pass(2, 2);
    assertEquals(
        List.of(new StageUsage(DOWNLOAD, 11, 5, 0, 0), new StageUsage(SCORE, 12, 6, 0, 0)),
        meter.usage());
  }

  @Test
  void itemsAreThoseKeptAndThoseRefused() {
    meter.kept(EXTRACT, 3);
    meter.refused(EXTRACT, Reason.GIF, 2);
    meter.refused(EXTRACT, Reason.NO_ALT, 1);
    meter.bytes(EXTRACT, 250);
    assertEquals(List.of(new StageUsage(EXTRACT, 0, 0, 6, 250)), meter.usage());
    assertEquals(0.25, state(EXTRACT).fraction());
  }

  @Test
  void downloadExpectsWhatThePlanKept() {
    meter.kept(PLAN, 40);
    meter.started(DOWNLOAD);
    pass(6, 0);
    meter.kept(DOWNLOAD, 8);
    meter.refused(DOWNLOAD, Reason.NOT_AN_IMAGE, 2);
    meter.started(SCORE);
    assertEquals(0.25, state(DOWNLOAD).fraction());
    assertEquals(18, state(DOWNLOAD).secondsLeft());
    assertEquals(38, state(SCORE).expected());
  }

  @Test
  void stageThatDidMoreThanWasExpectedDoesNotClaimToKnowItsEnd() {
    meter.kept(PLAN, 5);
    meter.kept(SCORE, 6);
    assertEquals(-1, state(SCORE).fraction());
    assertEquals(-1, state(SCORE).secondsLeft());
  }

  private StageState state(StageName stage) {
    return meter.states().stream().filter(s -> s.stage() == stage).findFirst().orElseThrow();
  }

  private void pass(long wall, long cpu) {
    seconds += wall;
    cpuSeconds += cpu;
  }
}
