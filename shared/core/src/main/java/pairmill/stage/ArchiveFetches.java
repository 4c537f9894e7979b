package pairmill.stage;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import pairmill.run.Run;
import pairmill.store.Scratch;
import pairmill.store.Store;

/// Takes the pictures of runs from their archives. Keeps what the last run needed, and no more: its
/// shards come together.
public final class ArchiveFetches implements Fetches, Closeable {
  private final Archives archives;
  private final int places;
  private final Store store;
  private @Nullable String name;
  private @Nullable ArchiveFetch fetch;

  /// Fetches from archives.
  ///
  /// @param places how many bodies may be in memory at once
  /// @param store where there is room for what has to be inflated once
  public ArchiveFetches(Archives archives, int places, Store store) {
    this.archives = archives;
    this.places = places;
    this.store = store;
  }

  /// {@inheritDoc}
  ///
  /// The one before is closed: its run must have no shard at work.
  @Override
  public synchronized ArchiveFetch of(String run, Run spec) throws IOException {
    if (fetch == null || !run.equals(name)) {
      close();
      fetch = new ArchiveFetch(archives, run, spec, places, Scratch.open(store));
      name = run;
    }
    return fetch;
  }

  @Override
  public synchronized void close() throws IOException {
    if (fetch != null) {
      fetch.close();
      fetch = null;
    }
  }
}
