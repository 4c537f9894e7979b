package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PdqTest {
  /// Hashes by the reference implementation, of the same drawn scenes.
  @ParameterizedTest
  @CsvSource({
    "64, 64, 271a471117b57f0d3b0e3f0a3d8ed80cf88ef80ea84e44fe44fec0fcaa732b42",
    "300, 200, c75ac7f1470d471cc70e8f1a6c0e4b0c370e671e287ef8deb89cf88e91a30b62",
    "1000, 700, 870ac7e38685071c071e870a2f0e7b1c7f1e7f0e394af8fef89cf89e08622b62",
    "333, 2000, fb01bf01d4b504fe40fe087e7f2ab7a1f7013f01694a00fed4bc94bd2b4a2b4a"
  })
  void hashesAreThoseOfTheReference(int width, int height, String expected) {
    assertEquals(expected, Drawn.kept(Drawn.png(width, height)).pdq());
  }

  @Test
  void aPlainPictureHasNoHash() {
    BufferedImage plain = Drawn.flat(300, 300, BufferedImage.TYPE_INT_RGB, Color.ORANGE);
    assertNull(Drawn.kept(Drawn.encoded(plain, "png")).pdq());
  }

  @Test
  void aPictureOfFourRowsHasNoHash() {
    assertNull(Drawn.kept(Drawn.png(300, 4)).pdq());
  }

  static int distance(String hash, String other) {
    return new BigInteger(hash, 16).xor(new BigInteger(other, 16)).bitCount();
  }
}
