package pairmill.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// While open, Ctrl-C interrupts the thread that opened it and waits for it to tidy up.
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch tidy = new CountDownLatch(1);
  private final Thread hook;

  /// Begins to listen.
  ///
  /// @param farewell what is said once all is tidy
  public Interruption(String farewell) {
    Thread worker = Thread.currentThread();
    hook = new Thread(() -> interrupt(worker, farewell), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt(Thread worker, String farewell) {
    worker.interrupt();
    try {
      if (!tidy.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return; // what is not tidied now is tidied by the next process that opens the folder
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println();
    System.err.println(farewell);
  }

  @Override
  public void close() {
    tidy.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the hook is running: it was waiting for this
    }
  }
}
