package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.sample.Picture;

final class JavaPictureReaderTest {
  private static Reason refusal(byte[] body) {
    return switch (Drawn.reader().read(body)) {
      case Outcome.Refused<Picture>(Reason reason, String _) -> reason;
      case Outcome.Kept<Picture> kept -> throw new AssertionError(kept);
    };
  }

  @Test
  void aBodyBelowTheFloorIsRefusedUnread() {
    var reader = PictureReaders.best(90);
    assertEquals(
        Outcome.refused(Reason.BODY_TOO_SMALL, "4999 bytes"), reader.read(new byte[4_999]));
    assertTrue(
        reader.read(new byte[5_000]) instanceof Outcome.Refused<Picture>(Reason reason, String _)
            && reason == Reason.NOT_AN_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp"})
  void otherFormatsAreNoImages(String format) {
    byte[] body = Drawn.encoded(Drawn.scene(40, 30, BufferedImage.TYPE_INT_RGB), format);
    assertEquals(Reason.NOT_AN_IMAGE, refusal(body));
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 768, 341, 256",
    "768, 1024, 256, 341",
    "257, 257, 256, 256",
    "256, 256, 256, 256",
    "200, 100, 200, 100",
    "1, 1, 1, 1",
    "1, 5000, 1, 5000",
    "5000, 1, 5000, 1",
    "700, 300, 597, 256",
  })
  void theShortSideBecomes256AndNothingIsEnlarged(
      int width, int height, int toWidth, int toHeight) {
    Picture picture = Drawn.kept(Drawn.png(width, height));
    assertEquals(
        List.of(toWidth, toHeight, width, height),
        List.of(
            picture.width(), picture.height(), picture.originalWidth(), picture.originalHeight()));
    BufferedImage stored = Drawn.stored(picture);
    assertEquals(List.of(toWidth, toHeight), List.of(stored.getWidth(), stored.getHeight()));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void aColourComesThroughEveryModelOfPng(int type) {
    Color color = type == BufferedImage.TYPE_BYTE_BINARY ? Color.WHITE : new Color(153, 153, 153);
    BufferedImage image = Drawn.flat(300, 300, type, color);
    if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
      int scale = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257;
      int[] samples = new int[300 * 300];
      Arrays.fill(samples, 153 * scale);
      image.getRaster().setPixels(0, 0, 300, 300, samples);
    }
    Picture picture = Drawn.kept(Drawn.encoded(image, "png"));
    int expected = color.getRGB() & 0xffffff;
    assertEquals("#%06x".formatted(expected), picture.meanColor());
    assertTrue(Drawn.distance(Drawn.stored(picture).getRGB(128, 128), expected) <= 1);
  }

  @Test
  void alphaIsComposedOnWhite() {
    BufferedImage image = Drawn.flat(40, 40, BufferedImage.TYPE_INT_ARGB, new Color(255, 0, 0, 51));
    assertEquals("#ffcccc", Drawn.kept(Drawn.encoded(image, "png")).meanColor());
  }

  @Test
  void aColourProfileIsApplied() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    Color half = new Color(128, 128, 128);
    byte[] png = Drawn.encoded(Drawn.flat(40, 40, BufferedImage.TYPE_INT_RGB, half), "png");
    int mean = Integer.parseInt(Drawn.kept(Drawn.profiled(png, linear)).meanColor(), 1, 7, 16);
    assertTrue(Drawn.distance(mean, 0xbcbcbc) <= 1, Integer.toHexString(mean));
    assertEquals("#808080", Drawn.kept(Drawn.profiled(png, new byte[200])).meanColor());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void orientationIsApplied(int orientation) {
    byte[] jpeg = Drawn.jpeg(320, 200);
    BufferedImage plain = Drawn.stored(Drawn.kept(jpeg));
    Picture picture = Drawn.kept(Drawn.oriented(jpeg, orientation));
    BufferedImage turned = Drawn.stored(picture);
    boolean swap = orientation >= 5;
    assertEquals(swap ? 200 : 320, picture.originalWidth());
    assertEquals(swap ? 200 : 320, turned.getWidth());
    int x = 60;
    int y = 40;
    int[] place =
        switch (orientation) {
          case 2 -> new int[] {319 - x, y};
          case 3 -> new int[] {319 - x, 199 - y};
          case 4 -> new int[] {x, 199 - y};
          case 5 -> new int[] {y, x};
          case 6 -> new int[] {199 - y, x};
          case 7 -> new int[] {199 - y, 319 - x};
          case 8 -> new int[] {y, 319 - x};
          default -> new int[] {x, y};
        };
    assertTrue(Drawn.distance(plain.getRGB(x, y), turned.getRGB(place[0], place[1])) < 16);
    assertTrue(Drawn.distance(plain.getRGB(x, y), turned.getRGB(160 - place[0] / 2, 100)) > 16);
  }

  @Test
  void aTurnedPictureHasTheHashOfItsUprightSelf() {
    BufferedImage scene = Drawn.scene(320, 200, BufferedImage.TYPE_INT_RGB);
    BufferedImage lying = new BufferedImage(200, 320, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 320; x++) {
        lying.setRGB(y, 319 - x, scene.getRGB(x, y));
      }
    }
    String upright = String.valueOf(Drawn.kept(Drawn.encoded(scene, "png")).pdq());
    byte[] jpeg = Drawn.oriented(Drawn.encoded(lying, "jpeg"), 6);
    assertTrue(PdqTest.distance(upright, String.valueOf(Drawn.kept(jpeg).pdq())) <= 10);
  }

  @Test
  void aPictureOfTooManyPixelsIsRefusedByItsHeader() {
    byte[] png = Drawn.png(64, 64);
    assertEquals(Reason.TOO_MANY_PIXELS, refusal(Drawn.lying(png, 60_000, 60_000)));
    assertEquals(Reason.TOO_MANY_PIXELS, refusal(Drawn.lying(png, -1, -1)));
    byte[] jpeg = Drawn.jpeg(64, 64);
    int frame = frameHeader(jpeg);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);
    assertEquals(Reason.TOO_MANY_PIXELS, refusal(jpeg));
  }

  private static int frameHeader(byte[] jpeg) {
    return IntStream.range(0, jpeg.length)
        .filter(at -> jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xc0)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPngWithTooLittleDataForItsDimensionsIsRefusedBeforeItIsAllocated() {
    assertEquals(Reason.IMAGE_TRUNCATED, refusal(Drawn.lying(Drawn.png(64, 64), 9_000, 9_000)));
  }

  @Test
  void aJpegOfAThousandScansIsRefused() {
    byte[] jpeg = Drawn.jpeg(64, 64);
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
    byte[] body = Arrays.copyOf(jpeg, jpeg.length + 1_000 * scan.length);
    for (int i = 0; i < 1_000; i++) {
      System.arraycopy(scan, 0, body, jpeg.length - 2 + i * scan.length, scan.length);
    }
    System.arraycopy(jpeg, jpeg.length - 2, body, body.length - 2, 2);
    assertEquals(Reason.IMAGE_BROKEN, refusal(body));
  }

  @Test
  void aJpegCutAtAnyByteIsTruncated() {
    byte[] jpeg = Drawn.jpeg(24, 16);
    for (int length = 3; length < jpeg.length; length++) {
      assertEquals(Reason.IMAGE_TRUNCATED, refusal(Arrays.copyOf(jpeg, length)), "at " + length);
    }
  }

  @Test
  void aPngCutAtAnyByteIsTruncatedOrWhole() {
    byte[] png = Drawn.png(24, 16);
    Picture whole = Drawn.kept(png);
    int refused = 0;
    for (int length = 8; length < png.length; length++) {
      Outcome<Picture> outcome = Drawn.reader().read(Arrays.copyOf(png, length));
      if (outcome instanceof Outcome.Kept<Picture>(Picture picture)) {
        assertArrayEquals(whole.jpeg(), picture.jpeg(), "at " + length);
      } else {
        assertEquals(Reason.IMAGE_TRUNCATED, refusal(Arrays.copyOf(png, length)), "at " + length);
        refused++;
      }
    }
    assertTrue(refused > png.length / 2, "refused " + refused + " of " + png.length);
  }

  @Test
  void aFlippedByteNeverThrows() {
    for (byte[] body : List.of(Drawn.jpeg(24, 16), Drawn.png(24, 16))) {
      for (int at = 0; at < body.length; at++) {
        byte[] spoilt = body.clone();
        spoilt[at] ^= (byte) 0xff;
        assertNotNull(Drawn.reader().read(spoilt));
      }
    }
  }

  @Test
  void theSameBytesGiveTheSameBytesOnManyThreads() throws Exception {
    byte[] body = Drawn.jpeg(640, 480);
    JavaPictureReader reader = Drawn.reader();
    Picture first = Drawn.kept(body);
    Callable<Outcome<Picture>> read = () -> reader.read(body);
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (Future<Outcome<Picture>> future :
          pool.invokeAll(IntStream.range(0, 32).mapToObj(_ -> read).toList())) {
        Picture again = ((Outcome.Kept<Picture>) future.get()).value();
        assertArrayEquals(first.jpeg(), again.jpeg());
        assertEquals(facts(first), facts(again));
      }
    }
  }

  private static List<String> facts(Picture picture) {
    return List.of(String.valueOf(picture.pdq()), picture.meanColor(), picture.exif());
  }
}
