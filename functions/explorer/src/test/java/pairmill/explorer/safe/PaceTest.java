package pairmill.explorer.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long SECOND = 1_000_000_000;

  private final Pace pace = new Pace(2, 5);

  private int allowed(String visitor, long nanos) {
    int allowed = 0;
    while (pace.allows(visitor, nanos)) {
      allowed++;
    }
    return allowed;
  }

  @Test
  void aBurstIsAllowedAndThenThePace() {
    assertEquals(5, allowed("a", 0));
    assertFalse(pace.allows("a", SECOND / 4));
    assertEquals(2, allowed("a", SECOND));
    assertEquals(5, allowed("a", 100 * SECOND));
  }

  @Test
  void visitorsDoNotShare() {
    assertEquals(5, allowed("a", 0));
    assertTrue(pace.allows("b", 0));
  }
}
