package pairmill.sample;

import pairmill.pair.Outcome;

/// Decodes a body into a picture: magic bytes, then header, then pixel cap, then pixels.
///
/// Safe for use by many threads; each call uses one core. No input makes it throw, hang or use more
/// than a bounded multiple of the pixel cap.
public interface PictureReader {
  /// The largest picture that is decoded, in pixels: Pillow's own limit.
  long MAX_PIXELS = 89_478_484;

  /// Decodes one body.
  ///
  /// @param body JPEG, PNG or WebP; anything else is refused
  Outcome<Picture> read(byte[] body);

  /// Name and version of the decoder, for the manifest. The same name gives the same pixels.
  String decoder();
}
