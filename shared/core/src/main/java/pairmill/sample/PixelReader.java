package pairmill.sample;

import pairmill.pair.Outcome;

/// Decodes the pixels of a body as Pillow's `convert("RGB")` gives them: orientation and colour
/// profile not applied, alpha left out.
///
/// Safe for use by many threads; each call uses one core. No input makes it throw, hang or use more
/// than a bounded multiple of the pixel cap.
public interface PixelReader {
  /// Decodes one body.
  ///
  /// @param body JPEG, PNG or WebP of any length; anything else is refused
  Outcome<Pixels> read(byte[] body);
}
