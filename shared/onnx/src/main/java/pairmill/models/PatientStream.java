package pairmill.models;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A stream that is closed under a reader who waits too long. One thread reads.
final class PatientStream extends FilterInputStream {
  private final Duration patience;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong steps = new AtomicLong(); // odd within a read
  private volatile boolean stalled;

  /// A stream with its watcher, which ends when it is closed.
  ///
  /// @param patience how long one read may take; it is given up between that and twice as much
  PatientStream(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
    Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      long seen = -1;
      while (!closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = steps.get();
        if (now == seen && now % 2 == 1) {
          stalled = true;
          in.close();
          return;
        }
        seen = now;
      }
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt(); // the stream is closed, or nobody's
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    steps.incrementAndGet();
    try {
      int count = in.read(bytes, offset, length);
      if (stalled) {
        throw stall(null);
      }
      steps.incrementAndGet();
      return count;
    } catch (IOException e) {
      throw stalled ? stall(e) : e;
    }
  }

  private IOException stall(@Nullable IOException cause) {
    return new IOException(
        "the server sent nothing for %d s".formatted(patience.toSeconds()), cause);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    in.close();
  }
}
