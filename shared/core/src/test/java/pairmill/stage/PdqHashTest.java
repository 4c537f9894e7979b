package pairmill.stage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PdqHashTest {
  private static final String ZEROS = "0".repeat(64);

  @Test
  void hashesAreNearUpToThirtyOneBits() {
    PdqHash zeros = PdqHash.of(ZEROS);
    assertTrue(zeros.isNear(zeros));
    assertTrue(zeros.isNear(PdqHash.of("f".repeat(7) + "7" + ZEROS.substring(8))));
    assertFalse(zeros.isNear(PdqHash.of("f".repeat(8) + ZEROS.substring(8))));
  }

  @Test
  void everyDigitCounts() {
    PdqHash zeros = PdqHash.of(ZEROS);
    for (int at = 0; at <= 56; at++) {
      String hash = ZEROS.substring(0, at) + "f".repeat(8) + ZEROS.substring(at + 8);
      assertFalse(zeros.isNear(PdqHash.of(hash)), hash);
    }
  }
}
