package pairmill.score;

import org.jspecify.annotations.Nullable;

/// What the models say of a sample. Each is null where its model was not there.
///
/// @param similarity cosine of the CLIP embeddings of picture and caption, -1 to 1
/// @param punsafe probability that the picture is not safe for work, 0 to 1
/// @param pwatermark probability of a watermark, 0 to 1
/// @param aesthetic predicted rating, about 0 to 10
/// @param faces number of faces, 0 or more
public record Scores(
    @Nullable Double similarity,
    @Nullable Double punsafe,
    @Nullable Double pwatermark,
    @Nullable Double aesthetic,
    @Nullable Integer faces) {
  /// Nothing was scored.
  public static final Scores NONE = new Scores(null, null, null, null, null);
}
