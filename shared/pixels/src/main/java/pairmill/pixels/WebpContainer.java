package pairmill.pixels;

import static pairmill.pixels.PictureBroken.broken;
import static pairmill.pixels.PictureBroken.truncated;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The chunks of a WebP.
final class WebpContainer {
  /// In the first byte of the extended header.
  private static final byte HAS_PROFILE = 0x20;

  private final Bytes bytes;
  private int width;
  private int height;
  private int exifAt = -1;
  private int profileAt = -1;

  private WebpContainer(Bytes bytes) {
    this.bytes = bytes;
  }

  static Container parse(Bytes bytes) throws PictureBroken {
    WebpContainer webp = new WebpContainer(bytes);
    webp.walk();
    PictureBroken flaw = flaw(bytes);
    if (webp.width == 0 || webp.height == 0) {
      throw flaw == null ? broken("a WebP without dimensions") : flaw;
    }
    return new Container(
        Container.Format.WEBP, null, webp.width, webp.height, webp.exifAt, null, flaw);
  }

  /// The body with its colour profile under another name, so that the decoder does not apply it.
  static byte[] withoutProfile(byte[] body) {
    WebpContainer webp = new WebpContainer(new Bytes(body));
    webp.walk();
    if (webp.profileAt < 0) {
      return body;
    }
    byte[] without = body.clone();
    Arrays.fill(without, webp.profileAt, webp.profileAt + 4, (byte) 'x');
    if (webp.bytes.startsWith(12, "VP8X")) {
      without[20] &= ~HAS_PROFILE;
    }
    return without;
  }

  private static @Nullable PictureBroken flaw(Bytes bytes) {
    long announced = bytes.u32le(4) + 8;
    return announced > bytes.length()
        ? truncated("%d of %d bytes".formatted(bytes.length(), announced))
        : null;
  }

  private void walk() {
    for (long at = 12; at + 8 <= bytes.length(); ) {
      long size = bytes.u32le(at + 4);
      profileAt = bytes.startsWith(at, "ICCP") ? (int) at : profileAt;
      chunk(bytes.text(at, 4), at + 8);
      at += 8 + size + (size & 1);
    }
  }

  private void chunk(String type, long at) {
    switch (type) {
      case "VP8X" -> dimensions(bytes.u24le(at + 4) + 1, bytes.u24le(at + 7) + 1);
      case "VP8L" -> {
        long bits = bytes.u32le(at + 1);
        dimensions((int) (bits & 0x3fff) + 1, (int) ((bits >> 14) & 0x3fff) + 1);
      }
      case "VP8 " -> dimensions(bytes.u16le(at + 6) & 0x3fff, bytes.u16le(at + 8) & 0x3fff);
      case "EXIF" -> exifAt = (int) at + (bytes.startsWith(at, "Exif\0\0") ? 6 : 0);
      default -> {}
    }
  }

  /// The first chunk that tells them is the one the decoder goes by.
  private void dimensions(int width, int height) {
    if (this.width == 0) {
      this.width = width;
      this.height = height;
    }
  }
}
