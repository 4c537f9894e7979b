package pairmill.explorer.upload;

import org.jspecify.annotations.Nullable;

/// What is known of a picture that was sent.
///
/// @param width in pixels, upright
/// @param height in pixels, upright
/// @param pdq PDQ perceptual hash, 64 hexadecimal digits; null when the picture is too plain for
///   one
/// @param crop `[side][side][3]` for a model, a byte each for red, green and blue; null when none
///   was asked for
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Uploaded(int width, int height, @Nullable String pdq, byte @Nullable [] crop) {}
