package pairmill.pair;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a pair was found.
///
/// @param archiveFile name of the archive, unique within its run
/// @param archiveOffset position of the record: of its gzip member or, in a plain archive, of its
///   first byte in the stored file; where one gzip member holds the whole archive, in the inflated
///   stream
/// @param ordinal 0-based position of the image element among all those of the archive
/// @param pageUrl address of the page
/// @param capturedAt when the page was captured, if the record says so
/// @param crawl id of the crawl, such as `CC-MAIN-2023-06`, if the archive says so
/// @param license first link on the page to `creativecommons.org/licenses/`: a signal of the page,
///   no statement about the picture
public record Provenance(
    String archiveFile,
    long archiveOffset,
    long ordinal,
    String pageUrl,
    @Nullable Instant capturedAt,
    @Nullable String crawl,
    @Nullable String license) {}
