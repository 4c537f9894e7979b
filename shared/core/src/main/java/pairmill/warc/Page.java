package pairmill.warc;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.pair.ImageElement;

/// A captured page and the images on it.
///
/// @param url address of the page; empty where the record tells none
/// @param base the first `<base href>`, as written
/// @param capturedAt when it was captured, if the record says so
/// @param crawl id of the crawl, if the archive says so
/// @param license first link to `creativecommons.org/licenses/`
/// @param archiveOffset as in [pairmill.pair.Provenance]
/// @param images in document order
public record Page(
    String url,
    @Nullable String base,
    @Nullable Instant capturedAt,
    @Nullable String crawl,
    @Nullable String license,
    long archiveOffset,
    List<ImageElement> images) {
  public Page {
    images = List.copyOf(images);
  }
}
