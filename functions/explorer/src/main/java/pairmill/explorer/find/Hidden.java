package pairmill.explorer.find;

import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.util.FixedBitSet;

/// Rows that nobody finds.
public final class Hidden {
  /// None.
  public static final Hidden NOTHING = new Hidden(new long[0], 0);

  private final long[] ids; // ascending
  private final int since;

  private Hidden(long[] ids, int since) {
    this.ids = ids;
    this.since = since;
  }

  /// How many of them the index's facts still count.
  public int since() {
    return since;
  }

  /// Those that the index's facts leave out.
  public static Hidden of(Collection<Long> ids) {
    return new Hidden(sorted(ids), 0);
  }

  /// These, and others that are asked away while the index is looked at.
  public Hidden and(Collection<Long> more) {
    List<Long> all = new ArrayList<>(more);
    for (long id : ids) {
      all.add(id);
    }
    long[] sorted = sorted(all);
    return new Hidden(sorted, since + sorted.length - ids.length);
  }

  private static long[] sorted(Collection<Long> ids) {
    return ids.stream().mapToLong(Long::longValue).distinct().sorted().toArray();
  }

  /// Their numbers, ascending.
  public List<Long> ids() {
    return Longs.asList(ids);
  }

  boolean isEmpty() {
    return ids.length == 0;
  }

  boolean has(long id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  /// Takes them out of a set.
  void clear(FixedBitSet rows) {
    for (long id : ids) {
      if (id < rows.length()) {
        rows.clear((int) id);
      }
    }
  }
}
