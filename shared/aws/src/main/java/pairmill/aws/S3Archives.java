package pairmill.aws;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import pairmill.run.Incoming;
import pairmill.run.Run;
import pairmill.stage.Archives;
import pairmill.store.Store;

/// Archives where they landed in the work bucket, or in the bucket that their address names. Each
/// other bucket has a client of its own, so that one that is shared with the world slows nothing
/// else down.
public final class S3Archives implements Archives, Closeable {
  private final Store store;
  private final Aws aws;
  private final Path folder;
  private final Map<String, S3Store> others = new HashMap<>();

  /// Archives of runs.
  ///
  /// @param store the work bucket; stays the caller's
  /// @param aws who asks other buckets
  /// @param folder for what those need on this machine
  public S3Archives(Store store, Aws aws, Path folder) {
    this.store = store;
    this.aws = aws;
    this.folder = folder;
  }

  @Override
  public InputStream open(String run, Run.Input input, long offset) throws IOException {
    if (input.address() == null) {
      return open(store, new Incoming(run, input.name()).key(), offset);
    }
    S3Address address = S3Address.parse(input.address());
    return open(other(address.bucket()), address.key(), offset);
  }

  // From its start an archive is read to its end, and from elsewhere one record of it.
  private static InputStream open(Store store, String key, long offset) throws IOException {
    return offset == 0 ? store.open(key) : store.open(key, offset);
  }

  /// How large the archive at an address is, in bytes.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  public long size(S3Address address) throws IOException {
    return other(address.bucket()).size(address.key());
  }

  private synchronized S3Store other(String bucket) throws IOException {
    S3Store other = others.get(bucket);
    if (other == null) {
      other = S3Store.open(aws, new S3Address(bucket, ""), folder);
      others.put(bucket, other);
    }
    return other;
  }

  @Override
  public synchronized void close() throws IOException {
    for (S3Store other : others.values()) {
      other.close();
    }
    others.clear();
  }
}
