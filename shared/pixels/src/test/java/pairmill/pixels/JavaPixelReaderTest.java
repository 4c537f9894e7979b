package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.sample.Pixels;

final class JavaPixelReaderTest {
  private static Reason refusal(byte[] body) {
    return switch (PictureReaders.pixels(90).read(body)) {
      case Outcome.Refused<Pixels>(Reason reason, String _) -> reason;
      case Outcome.Kept<Pixels> kept -> throw new AssertionError(kept);
    };
  }

  private static List<Integer> first(byte[] body) {
    byte[] rgb = Drawn.pixels(body).rgb();
    return List.of(rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void pixelsComeThroughEveryModelOfPng(int type) {
    BufferedImage scene = Drawn.scene(37, 23, type);
    Pixels pixels = Drawn.pixels(Drawn.encoded(scene, "png"));
    assertEquals(List.of(37, 23), List.of(pixels.width(), pixels.height()));
    byte[] expected = new byte[3 * 37 * 23];
    for (int i = 0; i < 37 * 23; i++) {
      int rgb = scene.getRGB(i % 37, i / 37);
      expected[3 * i] = (byte) (rgb >> 16);
      expected[3 * i + 1] = (byte) (rgb >> 8);
      expected[3 * i + 2] = (byte) rgb;
    }
    assertArrayEquals(expected, pixels.rgb());
  }

  @Test
  void alphaIsLeftOut() {
    BufferedImage image = Drawn.flat(4, 4, BufferedImage.TYPE_INT_ARGB, new Color(250, 9, 7, 0));
    assertEquals(List.of(250, 9, 7), first(Drawn.encoded(image, "png")));
  }

  /// What Pillow 13's `convert("RGB")` makes of its mode `I;16`.
  @ParameterizedTest
  @CsvSource({"0, 0", "200, 200", "255, 255", "256, 255", "65280, 255", "65535, 255"})
  void grayOf16BitsIsCutOff(int sample, int expected) {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, sample);
    assertEquals(List.of(expected, expected, expected), first(Drawn.encoded(image, "png")));
  }

  @Test
  void aColourProfileIsNotApplied() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    Color half = new Color(128, 128, 128);
    byte[] png = Drawn.encoded(Drawn.flat(4, 4, BufferedImage.TYPE_INT_RGB, half), "png");
    assertEquals(List.of(128, 128, 128), first(Drawn.profiled(png, linear)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 8})
  void orientationIsNotApplied(int orientation) {
    byte[] jpeg = Drawn.jpeg(320, 200);
    Pixels turned = Drawn.pixels(Drawn.oriented(jpeg, orientation));
    assertEquals(320, turned.width());
    assertArrayEquals(Drawn.pixels(jpeg).rgb(), turned.rgb());
  }

  /// Pillow 13 reads the same from these files; flat, so that the encoder loses a level at most.
  @ParameterizedTest
  @CsvSource({
    "-1, 255, 255, 255, 255, 255, 255, 255",
    "-1, 255, 0, 128, 255, 255, 0, 128",
    "-1, 100, 150, 200, 100, 39, 59, 78",
    "0, 100, 150, 200, 100, 39, 59, 78",
    "2, 255, 128, 128, 255, 0, 0, 0",
    "2, 60, 100, 180, 240, 115, 209, 231",
    "2, 0, 128, 128, 77, 77, 77, 77",
  })
  void inksBecomeRedGreenAndBlueAsInPillow(
      int transform, int c, int m, int y, int k, int red, int green, int blue) {
    byte[] jpeg = Drawn.inks(16, 16, new int[] {c, m, y, k});
    byte[] body = transform < 0 ? jpeg : Drawn.withAdobe(jpeg, transform);
    List<Integer> rgb = first(body);
    assertEquals(red, rgb.get(0), 1);
    assertEquals(green, rgb.get(1), 1);
    assertEquals(blue, rgb.get(2), 1);
  }

  @Test
  void aStripTooLongForAStoredJpegIsRead() {
    assertEquals(70_000, Drawn.pixels(Drawn.png(70_000, 1)).width());
  }

  @Test
  void whatIsNoWholePictureIsRefused() {
    assertEquals(Reason.NOT_AN_IMAGE, refusal(new byte[0]));
    byte[] gif = Drawn.encoded(Drawn.scene(4, 4, BufferedImage.TYPE_INT_RGB), "gif");
    assertEquals(Reason.NOT_AN_IMAGE, refusal(gif));
    byte[] png = Drawn.png(64, 64);
    assertEquals(Reason.TOO_MANY_PIXELS, refusal(Drawn.lying(png, 60_000, 60_000)));
    assertEquals(Reason.IMAGE_TRUNCATED, refusal(Drawn.lying(png, 9_000, 9_000)));
    byte[] jpeg = Drawn.jpeg(64, 64);
    assertEquals(Reason.IMAGE_TRUNCATED, refusal(Arrays.copyOf(jpeg, jpeg.length - 2)));
  }

  @Test
  void noByteMakesItThrow() {
    for (byte[] whole : List.of(Drawn.jpeg(24, 16), Drawn.png(24, 16))) {
      for (int at = 0; at < whole.length; at++) {
        byte[] spoilt = whole.clone();
        spoilt[at] ^= (byte) 0xff;
        Outcome<Pixels> outcome = PictureReaders.pixels(90).read(spoilt);
        assertFalse(
            outcome instanceof Outcome.Kept<Pixels>(Pixels pixels)
                && pixels.rgb().length != 3 * pixels.width() * pixels.height());
      }
    }
  }
}
