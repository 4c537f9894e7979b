package pairmill.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import pairmill.sample.DrawnPixels;
import pairmill.sample.Pixels;

final class ClipCropTest {
  /// Drawn and answered by `.ci/draw_crops.py` under Pillow 13.0.0 and torchvision 0.29.2.
  @ParameterizedTest
  @CsvFileSource(resources = "crops.tsv", delimiter = '\t', numLinesToSkip = 1)
  void cropsAreThoseOfTorchvision(int width, int height, String pattern, int size, String sha256) {
    byte[] crop = new ClipCrop(size).of(DrawnPixels.draw(pattern, width, height));
    assertEquals(3 * size * size, crop.length);
    assertEquals(sha256, DrawnPixels.sha256(crop));
  }

  /// Resized whole, the first would take 9.8 GB and the last more bytes than an array holds.
  @ParameterizedTest
  @CsvSource({"1, 65500", "65500, 1", "3, 8000000", "20000000, 1"})
  void aStripOfAnyLengthIsCropped(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 9);
    int middle = 3 * (width * height / 2);
    Arrays.fill(rgb, middle, middle + 3, (byte) 200);
    byte[] crop = new ClipCrop(224).of(new Pixels(rgb, width, height));
    assertEquals(3 * 224 * 224, crop.length);
    int brightest = 0;
    for (byte value : crop) {
      brightest = Math.max(brightest, value & 0xff);
    }
    assertTrue(brightest > 150, "the middle is not in the crop: " + brightest);
  }

  @Test
  void aPlainPictureStaysPlain() {
    byte[] rgb = new byte[3 * 301 * 227];
    Arrays.fill(rgb, (byte) 77);
    byte[] expected = new byte[3 * 224 * 224];
    Arrays.fill(expected, (byte) 77);
    assertArrayEquals(expected, new ClipCrop(224).of(new Pixels(rgb, 301, 227)));
  }

  @Test
  void aSizeNoModelHasIsTheCallersMistake() {
    assertEquals(
        "a crop of 0 pixels",
        assertThrows(IllegalArgumentException.class, () -> new ClipCrop(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ClipCrop(4_097));
  }
}
