package pairmill.score;

import org.jspecify.annotations.Nullable;
import pairmill.pair.Reason;

/// A sample's scores, and whether they refuse it.
///
/// @param refusal null when the sample is kept
/// @param detail what was seen; null when the sample is kept
public record Scored(Scores scores, @Nullable Reason refusal, @Nullable String detail) {
  public static Scored kept(Scores scores) {
    return new Scored(scores, null, null);
  }

  public static Scored refused(Scores scores, Reason reason, String detail) {
    return new Scored(scores, reason, detail);
  }
}
