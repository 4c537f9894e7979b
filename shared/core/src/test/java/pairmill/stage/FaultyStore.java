package pairmill.stage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import pairmill.store.Draft;
import pairmill.store.LocalFile;
import pairmill.store.Store;

/// A store of which one call fails: before it had an effect, or after.
final class FaultyStore implements Store {
  /// How a call fails.
  enum Fault {
    /// The machine fails once.
    IO,
    /// The process dies: no call succeeds any more.
    KILL
  }

  /// The process is dead.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws IOException;
  }

  private final Store store;
  private final Fault fault;
  private final int place;
  private final boolean after;
  private int calls;

  /// @param place the call that fails, from 0
  /// @param after true when it fails although its effect stands
  FaultyStore(Store store, Fault fault, int place, boolean after) {
    this.store = store;
    this.fault = fault;
    this.place = place;
    this.after = after;
  }

  /// True when the call that fails was made.
  boolean reached() {
    return calls > place;
  }

  private <T> T call(Call<T> call) throws IOException {
    int number = calls++;
    if (fault == Fault.KILL && number > place) {
      throw new Killed();
    }
    if (number != place) {
      return call.run();
    }
    if (after) {
      call.run();
    }
    if (fault == Fault.KILL) {
      throw new Killed();
    }
    throw new IOException("call " + number + " fails");
  }

  private void effect(IoRunnable effect) throws IOException {
    call(() -> {
      effect.run();
      return true;
    });
  }

  @FunctionalInterface
  private interface IoRunnable {
    void run() throws IOException;
  }

  @Override
  public InputStream open(String key) throws IOException {
    return call(() -> store.open(key));
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    return call(() -> store.open(key, offset));
  }

  @Override
  public LocalFile local(String key) throws IOException {
    return call(() -> store.local(key));
  }

  @Override
  public Draft create(String key) throws IOException {
    Draft draft = call(() -> store.create(key));
    return new Draft() {
      @Override
      public Path path() {
        return draft.path();
      }

      @Override
      public void publish() throws IOException {
        effect(draft::publish);
      }

      @Override
      public void close() throws IOException {
        effect(draft::close);
      }
    };
  }

  @Override
  public Path scratch() throws IOException {
    return call(store::scratch);
  }

  @Override
  public boolean commit(String key, byte[] bytes) throws IOException {
    return call(() -> store.commit(key, bytes));
  }

  @Override
  public boolean exists(String key) throws IOException {
    return call(() -> store.exists(key));
  }

  @Override
  public long size(String key) throws IOException {
    return call(() -> store.size(key));
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return call(() -> store.list(prefix));
  }

  @Override
  public void delete(String key) throws IOException {
    effect(() -> store.delete(key));
  }
}
