package pairmill.scorer;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What happens on SIGTERM: the work ends as [Crew#stop] says, and then the process, with code 0. A
/// JVM would end with 143 and tell an orchestrator of a failure where there was none.
@Singleton
class Stop {
  private static final Logger LOG = System.getLogger("pairmill.scorer");
  private static final Duration LAST_CALL = Duration.ofSeconds(3);

  private final Thread hook = new Thread(this::end, "stop");
  private final CountDownLatch closed = new CountDownLatch(1);
  private Duration time = Duration.ZERO;
  private boolean asked;
  private @Nullable Crew crew;

  /// From now on, SIGTERM is heard. Once it was, the code to end with is 0.
  ///
  /// @param stopTime for what is in hand
  void register(Duration stopTime) {
    time = stopTime;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Starts the work, unless the process was asked to end meanwhile.
  ///
  /// @return false when it was
  synchronized boolean start(Crew newCrew) {
    if (!asked) {
      crew = newCrew;
      newCrew.start();
    }
    return !asked;
  }

  /// All that was opened is closed.
  ///
  /// @return the code to end with
  int ended(int code) {
    closed.countDown();
    synchronized (this) {
      if (!asked) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
      return asked ? 0 : code;
    }
  }

  private synchronized @Nullable Crew ask() {
    asked = true;
    return crew;
  }

  // Quarkus stops what it runs beside the work, such as its answers about health: not before it.
  void work(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  private void stop() throws InterruptedException {
    Crew atWork = ask();
    if (atWork != null && !atWork.stop(time)) {
      LOG.log(Level.WARNING, "not all was finished within {0}", time);
    }
  }

  private void end() {
    try {
      stop();
      if (!closed.await(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "something does not end, and is left");
      }
    } catch (InterruptedException _) {
      LOG.log(Level.WARNING, "interrupted while stopping");
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
