package pairmill.score;

import java.util.Locale;
import java.util.SortedMap;
import pairmill.pair.Pair;
import pairmill.pair.Reason;

/// What becomes of a sample by its scores.
///
/// @param thresholds smallest similarity that is kept, by label of the split
/// @param suspicious captions that have an unsafe sample dropped
public record Decision(SortedMap<String, Double> thresholds, SuspiciousText suspicious) {
  /// The probability above which a picture is taken for unsafe by the rule for illegal content:
  /// LAION-5B's.
  public static final double SURELY_UNSAFE = 0.95;

  /// The decision on one sample. Without a similarity it is kept, whatever the threshold.
  public Scored of(Pair pair, Scores scores, Embeddings embeddings) {
    if (isIllegal(pair, scores)) {
      return Scored.refused(scores, Reason.UNSAFE, "by picture and caption", embeddings);
    }
    Double threshold = thresholds.get(pair.language().split().label());
    Double similarity = scores.similarity();
    if (threshold != null && similarity != null && !(similarity >= threshold)) {
      String detail =
          String.format(Locale.ROOT, "similarity %.4f, below %s", similarity, threshold);
      return Scored.refused(scores, Reason.LOW_SIMILARITY, detail, embeddings);
    }
    return Scored.kept(scores, embeddings);
  }

  private boolean isIllegal(Pair pair, Scores scores) {
    Double punsafe = scores.punsafe();
    return punsafe != null && punsafe > SURELY_UNSAFE && suspicious.matches(pair.caption());
  }
}
