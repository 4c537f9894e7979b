package pairmill.row;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.consent.Evidence;
import pairmill.pair.Pair;
import pairmill.pair.Reason;
import pairmill.score.Scores;

/// What is published of a pair: the pair, what became of it, and what is known of its picture.
///
/// @param key name of the sample within the run
/// @param refusal why it was refused; null when it was kept
/// @param errorMessage detail of the refusal; null when it was kept
/// @param picture what is known of the picture; null when it was not read
/// @param scores what the models say; all null before scoring
/// @param evidence what was read about consent
public record Row(
    Pair pair,
    String key,
    @Nullable Reason refusal,
    @Nullable String errorMessage,
    @Nullable PictureFacts picture,
    Scores scores,
    List<Evidence> evidence) {
  public Row {
    evidence = List.copyOf(evidence);
  }

  /// True when nothing has refused the pair so far.
  public boolean kept() {
    return refusal == null;
  }

  /// This row with scores.
  public Row with(Scores newScores) {
    return new Row(pair, key, refusal, errorMessage, picture, newScores, evidence);
  }

  /// This row, refused.
  public Row refused(Reason reason, String detail) {
    return new Row(pair, key, reason, detail, picture, scores, evidence);
  }

  /// This row with what is known of its picture.
  public Row with(PictureFacts facts) {
    return new Row(pair, key, refusal, errorMessage, facts, scores, evidence);
  }

  /// This row with what was read about consent.
  public Row with(List<Evidence> newEvidence) {
    return new Row(pair, key, refusal, errorMessage, picture, scores, newEvidence);
  }
}
