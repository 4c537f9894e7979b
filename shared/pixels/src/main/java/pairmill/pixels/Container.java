package pairmill.pixels;

import org.jspecify.annotations.Nullable;
import pairmill.pair.Reason;
import pairmill.sample.PictureReader;

/// What the file says of itself before a pixel is decoded.
///
/// @param format by magic bytes
/// @param colors of a JPEG; null for another format
/// @param width as stored, in pixels, before orientation
/// @param height as stored, in pixels, before orientation
/// @param exifAt where the TIFF header of the EXIF data stands in the body; -1 when there is none
/// @param icc an RGB profile the decoder does not read itself; null when there is none
/// @param flaw why the pixels need not be decoded; null when they look whole
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Container(
    Format format,
    @Nullable JpegColors colors,
    int width,
    int height,
    int exifAt,
    byte @Nullable [] icc,
    @Nullable PictureBroken flaw) {
  /// The formats that are read.
  enum Format {
    JPEG,
    PNG,
    WEBP
  }

  /// Walks the structure of a body; time linear in its length.
  ///
  /// @throws PictureBroken when it is no image of these formats, or tells no dimensions
  static Container parse(byte[] body) throws PictureBroken {
    Bytes bytes = new Bytes(body);
    if (bytes.startsWith(0, "\u00ff\u00d8\u00ff")) {
      return JpegContainer.parse(bytes);
    }
    if (bytes.startsWith(0, "\u0089PNG\r\n\u001a\n")) {
      return PngContainer.parse(bytes);
    }
    if (bytes.startsWith(0, "RIFF") && bytes.startsWith(8, "WEBP")) {
      return WebpContainer.parse(bytes);
    }
    throw new PictureBroken(Reason.NOT_AN_IMAGE, "first bytes " + bytes.hex(0, 12));
  }

  /// What [#parse] tells of a body that has few enough pixels and looks whole.
  ///
  /// @throws PictureBroken when it does not
  static Container whole(byte[] body) throws PictureBroken {
    Container container = parse(body);
    if (container.pixels() > PictureReader.MAX_PIXELS) {
      throw new PictureBroken(Reason.TOO_MANY_PIXELS, container.size());
    }
    PictureBroken flaw = container.flaw();
    if (flaw != null) {
      throw flaw;
    }
    return container;
  }

  String size() {
    return "%d x %d pixels".formatted(width, height);
  }

  long pixels() {
    return (long) width * height;
  }
}
