package pairmill.fetch;

import java.util.concurrent.Semaphore;

/// The memory that bodies in flight share. Taken in two steps that never wait for each other in a
/// circle: what is announced, or a first part of what is not; then room for the largest body. Who
/// holds the second needs nothing more. Safe for use by many threads.
final class BodyBudget {
  private static final int UNIT = 1024;
  private static final int UNANNOUNCED = 1 << 20;

  private final int largest;
  private final Semaphore units;
  private final Semaphore rooms;

  BodyBudget(Limits limits) {
    this.largest = limits.bodyBytes();
    long half = limits.bodyBudgetBytes() / 2;
    this.units = new Semaphore((int) Math.min(half / UNIT, Integer.MAX_VALUE), true);
    this.rooms = new Semaphore((int) Math.min(half / largest, Integer.MAX_VALUE), true);
  }

  /// Takes memory for a body; waits for it.
  ///
  /// @param announced bytes, or -1 when the host did not say
  Share take(long announced) throws InterruptedException {
    int bytes = (int) Math.min(announced < 0 ? UNANNOUNCED : announced, largest);
    int held = bytes / UNIT + (bytes % UNIT == 0 ? 0 : 1);
    units.acquire(held);
    return new Share(bytes, held);
  }

  /// What one body holds. Used by one thread.
  final class Share implements AutoCloseable {
    private final int bytes;
    private final int held;
    private boolean room;

    private Share(int bytes, int held) {
      this.bytes = bytes;
      this.held = held;
    }

    /// How much may be read.
    int bytes() {
      return bytes;
    }

    /// Takes room for the largest body besides; waits for it.
    void enlarge() throws InterruptedException {
      if (!room) {
        rooms.acquire();
        room = true;
      }
    }

    @Override
    public void close() {
      units.release(held);
      if (room) {
        rooms.release();
      }
    }
  }
}
