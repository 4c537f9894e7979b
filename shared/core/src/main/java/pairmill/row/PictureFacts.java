package pairmill.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a picture without its pixels.
///
/// @param width of the original in pixels, orientation applied
/// @param height of the original in pixels, orientation applied
/// @param storedWidth of the stored picture in pixels
/// @param storedHeight of the stored picture in pixels
/// @param md5 of the body as received, 32 hexadecimal digits
/// @param sha256 of the body as received, 64 hexadecimal digits
/// @param pdq perceptual hash of the pixels, 64 hexadecimal digits; null when too plain
/// @param meanColor `#rrggbb`
/// @param exif JSON object of tag names to texts
/// @param fetchedAt when it was fetched
/// @param finalUrl the address that gave it
public record PictureFacts(
    int width,
    int height,
    int storedWidth,
    int storedHeight,
    String md5,
    String sha256,
    @Nullable String pdq,
    String meanColor,
    String exif,
    @Nullable Instant fetchedAt,
    String finalUrl) {}
