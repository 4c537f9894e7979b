package pairmill.scorer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When each worker last moved, and whether the queue answers. Safe for use by many threads.
@Singleton
final class Pulse {
  /// The longest that a healthy worker goes without a move: it asks its queue every few seconds, or
  /// has a batch scored, or reads or writes a file of some 100 MB.
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<Thread, Instant> moves = new ConcurrentHashMap<>();
  private volatile boolean answered;

  /// Of this process.
  @Inject
  Pulse() {
    this(InstantSource.system());
  }

  Pulse(InstantSource clock) {
    this.clock = clock;
  }

  /// The calling worker begins.
  void begin() {
    moves.put(Thread.currentThread(), clock.instant());
  }

  /// The calling thread moved, if it is a worker.
  void beat() {
    moves.computeIfPresent(Thread.currentThread(), (_, _) -> clock.instant());
  }

  /// The queue was asked.
  void asked(boolean itAnswered) {
    answered = itAnswered;
    beat();
  }

  /// The calling worker ended as it should.
  void end() {
    moves.remove(Thread.currentThread());
  }

  /// False when a worker has not moved for too long, or died.
  boolean beats() {
    Instant earliest = clock.instant().minus(LONGEST);
    return moves.values().stream().noneMatch(earliest::isAfter);
  }

  /// True when the models are open and the queue gave the last answer it was asked for.
  boolean ready() {
    return answered;
  }
}
