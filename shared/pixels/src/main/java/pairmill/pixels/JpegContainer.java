package pairmill.pixels;

import static pairmill.pixels.PictureBroken.broken;
import static pairmill.pixels.PictureBroken.truncated;

import org.jspecify.annotations.Nullable;

/// The segments of a JPEG up to its first end-of-image marker.
final class JpegContainer {
  /// More scans than any encoder writes; a progressive picture decodes once per scan.
  private static final int MAX_SCANS = 100;

  /// What all scans together may decode: ten full-sized scans of the largest picture.
  private static final long MAX_SCANNED_PIXELS = 10 * pairmill.sample.PictureReader.MAX_PIXELS;

  private final Bytes bytes;
  private int width;
  private int height;
  private int exifAt = -1;
  private int scans;
  private boolean progressive;
  private boolean ended;
  private int components;
  private boolean namedRgb;
  private boolean jfif;

  /// How Adobe's segment says the colours are stored, 0 as they are; -1 when there is none.
  private int transform = -1;

  private JpegContainer(Bytes bytes) {
    this.bytes = bytes;
  }

  static Container parse(Bytes bytes) throws PictureBroken {
    JpegContainer jpeg = new JpegContainer(bytes);
    jpeg.walk();
    if (jpeg.width == 0 || jpeg.height == 0) {
      throw jpeg.ended ? broken("a JPEG without dimensions") : truncated("no frame header");
    }
    return new Container(
        Container.Format.JPEG,
        jpeg.colors(),
        jpeg.width,
        jpeg.height,
        jpeg.exifAt,
        null,
        jpeg.flaw());
  }

  /// As libjpeg decides it, by what stands before the first scan.
  private JpegColors colors() {
    return switch (components) {
      case 3 -> isRgb() ? JpegColors.RGB : JpegColors.YCC;
      case 4 -> transform > 0 ? JpegColors.YCCK : JpegColors.CMYK;
      default -> JpegColors.GRAY;
    };
  }

  private boolean isRgb() {
    return !jfif && (transform < 0 ? namedRgb : transform == 0);
  }

  private @Nullable PictureBroken flaw() {
    if (scans > MAX_SCANS || (progressive && (long) width * height * scans > MAX_SCANNED_PIXELS)) {
      return broken("%d scans of %d x %d pixels".formatted(scans, width, height));
    }
    if (!ended) {
      return truncated("no end marker in " + bytes.length() + " bytes");
    }
    return scans == 0 ? broken("a JPEG without a scan") : null;
  }

  private void walk() {
    int at = 2;
    while (at < bytes.length() && !ended) {
      at = segment(nextMarker(at));
    }
  }

  /// The next byte pair that is a marker: not stuffing, not a restart, not fill.
  private int nextMarker(int at) {
    byte[] array = bytes.array();
    int last = array.length - 1;
    while (at < last) {
      if (array[at] == (byte) 0xff) {
        int code = array[at + 1] & 0xff;
        if (code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7) && code != 0x01) {
          return at;
        }
      }
      at++;
    }
    return array.length;
  }

  /// Takes in the segment at a marker and returns where the next one is to be looked for.
  private int segment(int at) {
    if (at >= bytes.length()) {
      return at;
    }
    int code = bytes.u8(at + 1);
    if (code == 0xd8) {
      return at + 2;
    }
    if (code == 0xd9) {
      ended = true;
      return at + 2;
    }
    int size = Math.max(2, bytes.u16(at + 2));
    if (isFrame(code) && width == 0) {
      progressive = (code & 3) == 2;
      height = bytes.u16(at + 5);
      width = bytes.u16(at + 7);
      components = bytes.u8(at + 9);
      namedRgb = bytes.u8(at + 10) == 'R' && bytes.u8(at + 13) == 'G' && bytes.u8(at + 16) == 'B';
    } else if (code == 0xe1 && exifAt < 0 && bytes.startsWith(at + 4, "Exif\0")) {
      exifAt = at + 10;
    } else if (code == 0xe0 && scans == 0 && size >= 16 && bytes.startsWith(at + 4, "JFIF\0")) {
      jfif = true;
    } else if (code == 0xee && scans == 0 && size >= 14 && bytes.startsWith(at + 4, "Adobe")) {
      transform = bytes.u8(at + 15);
    } else if (code == 0xda) {
      scans++;
    }
    return at + 2 + size;
  }

  private static boolean isFrame(int code) {
    return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
  }
}
