package pairmill.language;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Language;

/// The languages of captions that came last, since a third of a crawl's captions come again and
/// again. Takes a few megabytes. Safe for use by many threads, none of which waits.
final class CaptionCache {
  private static final int SIZE = 1 << 14;

  // Longer ones are rarely repeated.
  private static final int LONGEST = 128;

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(SIZE);

  private record Entry(String caption, Language language) {}

  @Nullable Language get(String caption) {
    Entry entry = entries.getAcquire(place(caption));
    return entry != null && entry.caption.equals(caption) ? entry.language : null;
  }

  void put(String caption, Language language) {
    if (caption.length() <= LONGEST) {
      entries.setRelease(place(caption), new Entry(caption, language));
    }
  }

  private static int place(String caption) {
    int hash = caption.hashCode();
    return (hash ^ (hash >>> 16)) & (SIZE - 1);
  }
}
