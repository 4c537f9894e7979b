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
        Container.Format.JPEG, jpeg.width, jpeg.height, jpeg.exifAt, null, jpeg.flaw());
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
    } else if (code == 0xe1 && exifAt < 0 && bytes.startsWith(at + 4, "Exif\0")) {
      exifAt = at + 10;
    } else if (code == 0xda) {
      scans++;
    }
    return at + 2 + size;
  }

  private static boolean isFrame(int code) {
    return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
  }
}
