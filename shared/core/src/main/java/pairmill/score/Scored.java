package pairmill.score;

import org.jspecify.annotations.Nullable;
import pairmill.pair.Reason;

/// A sample's scores, and whether they refuse it.
///
/// @param refusal null when the sample is kept
/// @param detail what was seen; null when the sample is kept
/// @param embeddings null when the picture could not be decoded
public record Scored(
    Scores scores,
    @Nullable Reason refusal,
    @Nullable String detail,
    @Nullable Embeddings embeddings) {
  public static Scored kept(Scores scores, Embeddings embeddings) {
    return new Scored(scores, null, null, embeddings);
  }

  public static Scored refused(
      Scores scores, Reason reason, String detail, @Nullable Embeddings embeddings) {
    return new Scored(scores, reason, detail, embeddings);
  }
}
