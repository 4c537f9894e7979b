package pairmill.scorer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import pairmill.store.Draft;
import pairmill.store.LocalFile;
import pairmill.store.Store;

/// A store that tells how long it was waited for.
record TimedStore(Store store, StoreTimes times) implements Store {
  @Override
  public InputStream open(String key) throws IOException {
    return new TimedStream(times.reading(() -> store.open(key)), times);
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    return new TimedStream(times.reading(() -> store.open(key, offset)), times);
  }

  private static final class TimedStream extends FilterInputStream {
    private final StoreTimes times;

    TimedStream(InputStream in, StoreTimes times) {
      super(in);
      this.times = times;
    }

    @Override
    public int read() throws IOException {
      return times.reading(in::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return times.reading(() -> in.read(bytes, offset, length));
    }
  }

  @Override
  public LocalFile local(String key) throws IOException {
    return times.reading(() -> store.local(key));
  }

  @Override
  public Draft create(String key) throws IOException {
    return new TimedDraft(store.create(key), times);
  }

  private record TimedDraft(Draft draft, StoreTimes times) implements Draft {
    @Override
    public Path path() {
      return draft.path();
    }

    @Override
    public void publish() throws IOException {
      times.writing(() -> {
        draft.publish();
        return true;
      });
    }

    @Override
    public void close() throws IOException {
      draft.close();
    }
  }

  @Override
  public Path scratch() throws IOException {
    return store.scratch();
  }

  @Override
  public boolean commit(String key, byte[] bytes) throws IOException {
    return times.writing(() -> store.commit(key, bytes));
  }

  @Override
  public boolean exists(String key) throws IOException {
    return times.reading(() -> store.exists(key));
  }

  @Override
  public long size(String key) throws IOException {
    return times.reading(() -> store.size(key));
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return times.reading(() -> store.list(prefix));
  }

  @Override
  public void delete(String key) throws IOException {
    store.delete(key);
  }
}
