package pairmill.aws;

import org.jspecify.annotations.Nullable;

/// How long a task that failed is left alone.
final class Backoff {
  private static final int MAX_SECONDS = 60;

  private Backoff() {}

  /// How often a message was delivered, 1 or more, from what SQS says of it.
  static int attempt(@Nullable String receiveCount) {
    try {
      return receiveCount == null ? 1 : Math.max(1, Integer.parseInt(receiveCount));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /// Seconds until it is delivered again: 0, 3, 15, and then [#MAX_SECONDS]. A queue with five
  /// attempts outlasts a bad minute that way, and blocks a group no longer than that at a time.
  ///
  /// @param attempt how often it was delivered, 1 or more
  static int seconds(int attempt) {
    int doublings = Math.min(2 * (attempt - 1), 6);
    return Math.min((1 << doublings) - 1, MAX_SECONDS);
  }
}
