package pairmill.explorer.page;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.find.Finder;

/// How many captions hold each of some names, the most frequent first.
///
/// @param uncounted how many names there was no time for; they come last
record NameCounts(List<NameCount> names, int uncounted) {
  /// One name.
  ///
  /// @param count null where there was no time for it
  record NameCount(String name, @Nullable Long count) {}

  private static final Comparator<NameCount> MOST_FIRST =
      Comparator.<NameCount>comparingLong(name -> name.count() == null ? -1 : name.count())
          .reversed();

  /// Counts.
  ///
  /// @param limit after which no further name is begun with
  static NameCounts of(Finder finder, List<String> names, Duration limit) throws IOException {
    long start = System.nanoTime();
    List<NameCount> counts = new ArrayList<>();
    int uncounted = 0;
    for (String name : names) {
      if (System.nanoTime() - start < limit.toNanos()) {
        counts.add(new NameCount(name, finder.phrase(name)));
      } else {
        counts.add(new NameCount(name, null));
        uncounted++;
      }
    }
    counts.sort(MOST_FIRST);
    return new NameCounts(counts, uncounted);
  }

  /// How many of the names stand in at least one caption.
  long found() {
    return names.stream().filter(name -> name.count() != null && name.count() > 0).count();
  }
}
