package pairmill.scorer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PulseTest {
  private Instant now = Instant.EPOCH;
  private final Pulse pulse = new Pulse(() -> now);

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void itBeatsWhileModelsAreBeingOpened() {
    pass(Duration.ofDays(1));
    assertTrue(pulse.beats());
    assertFalse(pulse.ready());
  }

  @Test
  void itBeatsAsLongAsAWorkerMoves() {
    pulse.begin();
    pass(Pulse.LONGEST);
    assertTrue(pulse.beats());
    pulse.beat();
    pass(Pulse.LONGEST);
    assertTrue(pulse.beats());
    pass(Duration.ofMillis(1));
    assertFalse(pulse.beats());
    pulse.asked(false);
    assertTrue(pulse.beats());
  }

  @Test
  void oneWorkerThatHangsIsNotHiddenByAnother() throws Exception {
    pulse.begin();
    pass(Pulse.LONGEST.plusMillis(1));
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              pulse.begin();
              pulse.beat();
            });
    other.join();
    assertFalse(pulse.beats());
    pulse.end();
    assertTrue(pulse.beats());
  }

  @Test
  void otherThreadsHaveNoPulse() {
    pulse.beat();
    pulse.asked(true);
    pass(Duration.ofDays(1));
    assertTrue(pulse.beats());
    assertTrue(pulse.ready());
  }
}
