package pairmill.fetch;

import java.time.Duration;

/// What one picture, and all of them together, may take.
///
/// @param concurrency exchanges at the same time, over all hosts
/// @param bodyBytes largest body, as received and with its content coding undone
/// @param bodyBudgetBytes bodies in flight together, at least four of the largest
/// @param connectTimeout for a connection, and again for its TLS handshake
/// @param totalTimeout for all exchanges of one picture together, waiting for one's turn left out
/// @param redirects that are followed
public record Limits(
    int concurrency,
    int bodyBytes,
    long bodyBudgetBytes,
    Duration connectTimeout,
    Duration totalTimeout,
    int redirects) {
  /// 256 exchanges, 20 MB a body, 512 MB together, 10 s to connect, 20 s in all, 5 redirects.
  public static final Limits DEFAULT =
      new Limits(256, 20_000_000, 512_000_000, Duration.ofSeconds(10), Duration.ofSeconds(20), 5);

  public Limits {
    if (concurrency < 1 || bodyBytes < 1 || redirects < 0) {
      throw new IllegalArgumentException(
          "concurrency %d, body %d bytes, redirects %d: too few"
              .formatted(concurrency, bodyBytes, redirects));
    }
    if (bodyBudgetBytes < 4L * bodyBytes) {
      throw new IllegalArgumentException(
          "a budget of %,d bytes does not hold four bodies of %,d"
              .formatted(bodyBudgetBytes, bodyBytes));
    }
    if (connectTimeout.toMillis() < 1 || totalTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "timeouts below a millisecond: %s, %s".formatted(connectTimeout, totalTimeout));
    }
  }

  /// The same, with another number of exchanges at the same time.
  public Limits withConcurrency(int exchanges) {
    return new Limits(
        exchanges, bodyBytes, bodyBudgetBytes, connectTimeout, totalTimeout, redirects);
  }

  /// The same, with another largest body; the budget grows where it would not hold four of them.
  public Limits withBodyBytes(int bytes) {
    return new Limits(
        concurrency,
        bytes,
        Math.max(bodyBudgetBytes, 4L * bytes),
        connectTimeout,
        totalTimeout,
        redirects);
  }
}
