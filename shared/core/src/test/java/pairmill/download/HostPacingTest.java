package pairmill.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostPacingTest {
  private final HostPacing pacing = new HostPacing(Duration.ofNanos(100), 3);

  @Test
  void requestsBeginAnIntervalApart() {
    assertEquals(0, pacing.begin(1_000));
    assertEquals(100, pacing.begin(1_000));
    assertEquals(1, pacing.begin(1_099));
    assertEquals(0, pacing.begin(1_100));
    assertEquals(100, pacing.waitNanos(1_100));
  }

  @Test
  void idleTimeIsNotSavedUp() {
    assertEquals(0, pacing.begin(0));
    assertEquals(0, pacing.begin(10_000));
    assertEquals(100, pacing.begin(10_000));
  }

  @Test
  void theClockMayPassItsLargestNumber() {
    long now = Long.MAX_VALUE - 10;
    assertEquals(0, pacing.begin(now));
    assertEquals(90, pacing.begin(now + 10));
    assertEquals(50, pacing.begin(now + 50));
    assertEquals(0, pacing.begin(now + 100));
  }

  @Test
  void aPauseHoldsEverybodyUntilTheLatestEndThatWasAskedFor() {
    pacing.pause(0, Duration.ofNanos(500));
    pacing.pause(0, Duration.ofNanos(200));
    assertEquals(500, pacing.begin(0));
    assertEquals(100, pacing.pauseNanos(400));
    assertEquals(0, pacing.begin(500));
  }

  @Test
  void aHostIsGivenUpAfterFailuresInARow() {
    pacing.failed();
    pacing.failed();
    pacing.answered();
    pacing.failed();
    pacing.failed();
    assertFalse(pacing.givenUp());
    pacing.failed();
    assertTrue(pacing.givenUp());
  }

  @Test
  void zeroIntervalSetsNoLimit() {
    var free = new HostPacing(Duration.ZERO, 1);
    assertEquals(0, free.begin(7));
    assertEquals(0, free.begin(7));
  }

  @Test
  void refusesAPaceThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new HostPacing(Duration.ofNanos(-1), 1));
    assertThrows(IllegalArgumentException.class, () -> new HostPacing(Duration.ZERO, 0));
  }
}
