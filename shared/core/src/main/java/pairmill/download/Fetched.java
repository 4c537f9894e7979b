package pairmill.download;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A body that was fetched, content coding undone.
///
/// Whoever gets one closes it when the body is no longer needed: its memory may be counted.
///
/// @param body the bytes; not to be changed, and not to be kept after closing
/// @param finalUrl the address that gave it, redirects followed
/// @param fetchedAt when it was asked for; for archived bodies the capture's date
/// @param release gives the counted memory back
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per picture would cost
public record Fetched(byte[] body, String finalUrl, @Nullable Instant fetchedAt, Runnable release)
    implements AutoCloseable {
  /// A body whose memory nobody counts.
  public Fetched(byte[] body, String finalUrl, @Nullable Instant fetchedAt) {
    this(body, finalUrl, fetchedAt, () -> {});
  }

  @Override
  public void close() {
    release.run();
  }
}
