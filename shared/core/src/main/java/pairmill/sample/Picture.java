package pairmill.sample;

import org.jspecify.annotations.Nullable;

/// A decoded picture: what is kept of its pixels, and what is known of the original.
///
/// @param jpeg the stored picture: JPEG, sRGB, short side [#SHORT_SIDE] or the original's where
///   that is smaller, orientation applied, alpha on white; not to be changed
/// @param width of the stored picture in pixels
/// @param height of the stored picture in pixels
/// @param originalWidth of the original in pixels, orientation applied
/// @param originalHeight of the original in pixels, orientation applied
/// @param pdq PDQ perceptual hash, 64 hexadecimal digits; null when the picture is too plain for
///   one
/// @param meanColor mean colour as `#rrggbb`
/// @param exif EXIF as a JSON object of tag names to texts, in img2dataset's shape; `{}` when there
///   is none
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per picture would cost
public record Picture(
    byte[] jpeg,
    int width,
    int height,
    int originalWidth,
    int originalHeight,
    @Nullable String pdq,
    String meanColor,
    String exif) {
  /// Short side of stored pictures in pixels.
  public static final int SHORT_SIDE = 256;
}
