package pairmill.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ResampleTest {
  /// Drawn and answered by `.ci/draw_crops.py` under Pillow 13.0.0.
  @ParameterizedTest
  @CsvFileSource(resources = "resized.tsv", delimiter = '\t', numLinesToSkip = 1)
  void pixelsAreThoseOfPillow(
      int width,
      int height,
      String pattern,
      ResampleFilter filter,
      int toWidth,
      int toHeight,
      String sha256) {
    Pixels drawn = DrawnPixels.draw(pattern, width, height);
    Pixels resized = Resample.resize(drawn, filter, toWidth, toHeight);
    assertEquals(toWidth, resized.width());
    assertEquals(toHeight, resized.height());
    assertEquals(sha256, DrawnPixels.sha256(resized.rgb()));
  }

  @ParameterizedTest
  @CsvSource({"40, 30, 13, 0, 5, 7, 60", "40, 30, 90, 31, 40, 0, 30", "3, 2, 500, 499, 1, 300, 9"})
  void aCropIsThatPartOfTheWhole(
      int width, int height, int toWidth, int left, int cropWidth, int top, int cropHeight) {
    Pixels drawn = DrawnPixels.draw("noise", width, height);
    Pixels whole = Resample.resize(drawn, ResampleFilter.BICUBIC, toWidth, 400);
    Pixels crop =
        Resample.crop(
            drawn,
            ResampleFilter.BICUBIC,
            new ResizedSide(toWidth, left, cropWidth),
            new ResizedSide(400, top, cropHeight));
    for (int y = 0; y < cropHeight; y++) {
      int at = 3 * ((top + y) * toWidth + left);
      assertArrayEquals(
          Arrays.copyOfRange(whole.rgb(), at, at + 3 * cropWidth),
          Arrays.copyOfRange(crop.rgb(), 3 * y * cropWidth, 3 * (y + 1) * cropWidth));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameSizeIsTheSamePicture(ResampleFilter filter) {
    Pixels drawn = DrawnPixels.draw("noise", 31, 17);
    assertArrayEquals(drawn.rgb(), Resample.resize(drawn, filter, 31, 17).rgb());
  }

  @Test
  void aPartOutsideTheSideIsTheCallersMistake() {
    assertEquals(
        "no 2 pixels from pixel 9 of a side of 10",
        assertThrows(IllegalArgumentException.class, () -> new ResizedSide(10, 9, 2)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ResizedSide(10, -1, 2));
    assertThrows(IllegalArgumentException.class, () -> ResizedSide.whole(0));
  }
}
