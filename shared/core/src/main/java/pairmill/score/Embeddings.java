package pairmill.score;

import org.jspecify.annotations.Nullable;

/// The CLIP embeddings of a sample, each L2-normalised.
///
/// @param image `float[dimensions]`; not to be changed
/// @param text as long as `image`; null where no text tower reads the caption's language
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per sample would cost
public record Embeddings(float[] image, float @Nullable [] text) {}
