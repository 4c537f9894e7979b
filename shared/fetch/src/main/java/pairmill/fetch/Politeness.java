package pairmill.fetch;

import java.time.Duration;

/// How hosts are treated.
///
/// @param requestsPerSecond of one host, robots.txt included; 0 for no limit, for one's own servers
/// @param connectionsPerHost at the same time, 1 or more
/// @param longestPause that is waited out when a host asks for one; a longer one refuses its
///   pictures for as long
/// @param failuresAllowed in a row, without any answer between, until a host is left alone
public record Politeness(
    double requestsPerSecond, int connectionsPerHost, Duration longestPause, int failuresAllowed) {
  /// One request a second, two connections, pauses up to a minute, given up after ten failures.
  public static final Politeness DEFAULT = new Politeness(1, 2, Duration.ofMinutes(1), 10);

  public Politeness {
    if (!(requestsPerSecond >= 0 && requestsPerSecond <= 1e6)) {
      throw new IllegalArgumentException(
          "requests per second must be 0 (no limit) to 1,000,000: " + requestsPerSecond);
    }
    if (connectionsPerHost < 1 || failuresAllowed < 1 || longestPause.isNegative()) {
      throw new IllegalArgumentException(
          "connections %d, failures %d, pause %s: too few"
              .formatted(connectionsPerHost, failuresAllowed, longestPause));
    }
  }

  /// The same, at another rate.
  public Politeness withRequestsPerSecond(double rate) {
    return new Politeness(rate, connectionsPerHost, longestPause, failuresAllowed);
  }

  /// Between the beginnings of two requests to one host.
  Duration interval() {
    return requestsPerSecond == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (1e9 / requestsPerSecond));
  }
}
