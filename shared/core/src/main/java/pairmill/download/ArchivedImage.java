package pairmill.download;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An image response in an archive.
///
/// @param url address it was fetched from
/// @param archiveFile name of the archive
/// @param offset position of its gzip member, or of the record in a plain archive, in the stored
///   file
/// @param innerOffset inflated bytes of the member before the record; 0 when the record begins it
/// @param capturedAt when it was fetched, if the record says so
public record ArchivedImage(
    String url, String archiveFile, long offset, long innerOffset, @Nullable Instant capturedAt) {}
