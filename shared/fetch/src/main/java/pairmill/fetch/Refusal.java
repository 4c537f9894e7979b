package pairmill.fetch;

import pairmill.pair.Reason;

/// Carries the reason for a refusal up to where it becomes a value, within this package only.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  final Reason reason;

  Refusal(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  /// Reason and detail, where the refusal is part of another one's story.
  String story() {
    return reason + ": " + detail();
  }
}
