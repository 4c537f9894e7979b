package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import pairmill.sample.Pixels;

/// Two drawn pictures that Pillow 13 wrote, and what it reads from them.
final class WebpPixelsTest {
  /// 64 x 64, lossy: from left to right more red, downwards more green, less blue in both.
  private static final byte[] LOSSY =
      Base64.getDecoder()
          .decode(
              "UklGRpQAAABXRUJQVlA4IIgAAAAwBQCdASpAAEAAPzl8zmcvJSoqFAHgJwlqAMX8fAY7f0C57+/Q7+/v5r739/Kl"
                  + "+/v3kAD+6oquFbr/8GtnTH9SG7eKZuNhDDcLeWH2t+UxVnxl1WsbcbxUA5AIWkrhl4d7+0JT0H8y2UwD"
                  + "QxEzUt80eETVUhm5p65HK+eyb97N+Wo4iVbcAAAA");

  /// The means of its 4 x 4 blocks of 16 x 16 pixels.
  private static final byte[] LOSSY_MEANS =
      HexFormat.of()
          .parseHex(
              "1e20dc5c1ec19b20a0dd1f851d5ec05d5da59d5f84dc5d61"
                  + "1e9fa45c9e809f9d65da9e3e1fdd8360de61a0db42e0dc22");

  /// 3 x 2, lossless.
  private static final byte[] LOSSLESS =
      Base64.getDecoder()
          .decode(
              "UklGRjwAAABXRUJQVlA4TC8AAAAvAkAAAC9AIEBR+L/YEAVpG7AoOwKSBPq/2eY/8IFz4QxQyDYCHLoX5Awuov/x"
                  + "rAA=");

  private static final byte[] LOSSLESS_PIXELS =
      HexFormat.of().parseHex("0000ff0400fd0800fb" + "0004fd0404fb0804f9");

  /// Chroma is not smoothed here, which single pixels show and means hardly.
  @Test
  void aLossyPictureIsThatOfPillow() {
    Pixels pixels = Drawn.pixels(LOSSY);
    for (int i = 0; i < LOSSY_MEANS.length; i++) {
      int sum = 0;
      for (int pixel = 0; pixel < 256; pixel++) {
        int x = 16 * (i / 3 % 4) + pixel % 16;
        int y = 16 * (i / 3 / 4) + pixel / 16;
        sum += pixels.rgb()[3 * (64 * y + x) + i % 3] & 0xff;
      }
      assertEquals(LOSSY_MEANS[i] & 0xff, sum / 256.0, 6, "block " + i / 3);
    }
  }

  @Test
  void aLosslessPictureIsThatOfPillowWhateverItsProfile() {
    assertArrayEquals(LOSSLESS_PIXELS, Drawn.pixels(LOSSLESS).rgb());
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    assertArrayEquals(LOSSLESS_PIXELS, Drawn.pixels(profiled(linear)).rgb());
    String stored = Drawn.kept(profiled(linear)).meanColor();
    assertTrue(stored.compareTo(Drawn.kept(LOSSLESS).meanColor()) > 0, "not linear: " + stored);
  }

  /// The lossless picture with an extended header and a colour profile.
  private static byte[] profiled(byte[] icc) {
    int padded = icc.length + (icc.length & 1);
    ByteBuffer out = ByteBuffer.allocate(LOSSLESS.length + 18 + 8 + padded);
    out.order(ByteOrder.LITTLE_ENDIAN).put(latin1("RIFF")).putInt(out.capacity() - 8);
    out.put(latin1("WEBPVP8X")).putInt(10).putInt(0x20).putInt(2 | 1 << 24).putShort((short) 0);
    out.put(latin1("ICCP")).putInt(icc.length).put(icc).position(12 + 18 + 8 + padded);
    return out.put(LOSSLESS, 12, LOSSLESS.length - 12).array();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
