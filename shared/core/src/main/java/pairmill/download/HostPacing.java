package pairmill.download;

import java.time.Duration;

/// When one host may be asked again, and whether at all. It knows no clock: every moment is handed
/// in, as nanoseconds of any monotonic one. Safe for use by many threads.
public final class HostPacing {
  private final long intervalNanos;
  private final int failuresAllowed;

  // Nanoseconds of a monotonic clock may have any sign: no number can stand for "never".
  private boolean asked;
  private long nextNanos;
  private boolean paused;
  private long pausedUntilNanos;
  private int failures;

  /// @param interval between the beginnings of two requests; zero for no limit
  /// @param failuresAllowed consecutive failures after which the host is given up, 1 or more
  public HostPacing(Duration interval, int failuresAllowed) {
    if (interval.isNegative() || failuresAllowed < 1) {
      throw new IllegalArgumentException(
          "no pace: interval " + interval + ", failures " + failuresAllowed);
    }
    this.intervalNanos = interval.toNanos();
    this.failuresAllowed = failuresAllowed;
  }

  /// How long to wait until a request may begin, in nanoseconds; 0 when it may begin now.
  public synchronized long waitNanos(long now) {
    long pause = pauseNanos(now);
    long pace = asked ? Math.max(0, nextNanos - now) : 0;
    return Math.max(pause, pace);
  }

  /// Begins a request if it may begin now.
  ///
  /// @return 0 when it began; else how long to wait before trying again, in nanoseconds
  public synchronized long begin(long now) {
    long wait = waitNanos(now);
    if (wait == 0) {
      asked = true;
      nextNanos = now + intervalNanos;
    }
    return wait;
  }

  /// How much is left of a pause that the host asked for, in nanoseconds.
  public synchronized long pauseNanos(long now) {
    return paused ? Math.max(0, pausedUntilNanos - now) : 0;
  }

  /// The host asked to be left alone for a while. Of two pauses the later end counts.
  public synchronized void pause(long now, Duration pause) {
    if (pause.toNanos() > pauseNanos(now)) {
      paused = true;
      pausedUntilNanos = now + pause.toNanos();
    }
  }

  /// The host answered, whatever it said.
  public synchronized void answered() {
    failures = 0;
  }

  /// The host could not be reached, or did not answer.
  public synchronized void failed() {
    failures++;
  }

  /// Whether the host failed so often in a row that it is asked no more.
  public synchronized boolean givenUp() {
    return failures >= failuresAllowed;
  }
}
