package pairmill.explorer.index;

import static pairmill.explorer.index.Embeddings.FLOAT;
import static pairmill.explorer.index.Embeddings.HALF;
import static pairmill.explorer.index.Embeddings.HEADER;
import static pairmill.explorer.index.Embeddings.INT;
import static pairmill.explorer.index.Embeddings.LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Writes the embeddings of an index.
final class EmbeddingsWriter {
  private static final int GROUP = 256; // embeddings in the mean, where there are few
  private static final int MOST_GROUPS = 1 << 12;
  private static final int SAMPLED = 32; // embeddings of a group, in the mean
  private static final int IMPROVED = 2; // times
  private static final int AT_ONCE = 1 << 12; // embeddings that a thread looks at

  private final EmbeddingFiles files;
  private final Embeddings.Layout layout;
  private final MemorySegment all;
  private final float[] mean;

  private EmbeddingsWriter(EmbeddingFiles files, Embeddings.Layout layout, MemorySegment all) {
    this.files = files;
    this.layout = layout;
    this.all = all;
    this.mean = files.mean();
  }

  /// Writes the file anew, or removes it where no row has an embedding.
  static void write(Path file, EmbeddingFiles files) throws IOException {
    Files.deleteIfExists(file);
    int size = files.size();
    if (size == 0) {
      return;
    }
    Embeddings.Layout layout =
        new Embeddings.Layout(files.dimensions(), size, Math.clamp(size / GROUP, 1, MOST_GROUPS));
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofShared()) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_WRITE, 0, layout.end(), arena);
      new EmbeddingsWriter(files, layout, all).write();
      all.force();
    }
  }

  private void write() {
    all.set(LONG, 0, Embeddings.MAGIC);
    all.set(INT, 8, layout.dimensions());
    all.set(INT, 12, layout.size());
    all.set(INT, 16, layout.groups());
    MemorySegment.copy(mean, 0, all, FLOAT, HEADER, mean.length);
    long[] groups = picked();
    for (int i = 0; i < IMPROVED; i++) {
      improve(groups);
    }
    MemorySegment.copy(groups, 0, all, LONG, layout.groupSigns(), groups.length);
    int[] places = places(nearest(layout.size(), 1, groups));
    MemorySegment.copy(places, 0, all, INT, layout.byRow(), places.length);
    each(layout.size(), number -> write(number, places[number]));
  }

  private long[] picked() {
    int longs = layout.longs();
    long[] groups = new long[layout.groups() * longs];
    for (int group = 0; group < layout.groups(); group++) {
      int number = (int) ((long) group * layout.size() / layout.groups());
      System.arraycopy(signs(read(number)), 0, groups, group * longs, longs);
    }
    return groups;
  }

  // The signs of a group become those that most of it have, as far as a sample tells.
  private void improve(long[] groups) {
    int step = Math.max(1, layout.size() / (layout.groups() * SAMPLED));
    int[] nearest = nearest(layout.size() / step, step, groups);
    int longs = layout.longs();
    int[] members = new int[layout.groups()];
    int[][] set = new int[layout.groups()][longs * Long.SIZE];
    for (int i = 0; i < nearest.length; i++) {
      long[] signs = signs(read(i * step));
      int[] counts = set[nearest[i]];
      for (int bit = 0; bit < counts.length; bit++) {
        counts[bit] += (int) (signs[bit / Long.SIZE] >>> bit & 1);
      }
      members[nearest[i]]++;
    }
    for (int group = 0; group < members.length; group++) {
      if (members[group] > 0) {
        Arrays.fill(groups, group * longs, (group + 1) * longs, 0);
        for (int bit = 0; bit < set[group].length; bit++) {
          groups[group * longs + bit / Long.SIZE] |=
              2 * set[group][bit] > members[group] ? 1L << bit : 0;
        }
      }
    }
  }

  private void write(int number, int place) {
    all.set(INT, layout.rows() + (long) Integer.BYTES * place, files.row(number));
    float[] vector = read(number);
    long[] signs = signs(vector);
    MemorySegment.copy(signs, 0, all, LONG, layout.signs(place), signs.length);
    short[] halves = new short[vector.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float.floatToFloat16(vector[i]);
    }
    MemorySegment.copy(halves, 0, all, HALF, layout.values(place), halves.length);
  }

  private float[] read(int number) {
    float[] vector = new float[layout.dimensions()];
    files.read(number, vector);
    return vector;
  }

  private long[] signs(float[] vector) {
    return Embeddings.signs(vector, mean, layout.longs());
  }

  private interface Action {
    void of(int number);
  }

  private static void each(int count, Action action) {
    IntStream.range(0, Math.ceilDiv(count, AT_ONCE))
        .parallel()
        .forEach(batch -> {
          int end = Math.min(count, (batch + 1) * AT_ONCE);
          for (int number = batch * AT_ONCE; number < end; number++) {
            action.of(number);
          }
        });
  }

  /// For each `step`th embedding the group whose own signs differ in the fewest.
  private int[] nearest(int count, int step, long[] groups) {
    int[] nearest = new int[count];
    each(
        count,
        n -> {
          int[] differing = new int[layout.groups()];
          Embeddings.compare(signs(read(n * step)), groups, differing.length, differing);
          int best = 0;
          for (int group = 1; group < differing.length; group++) {
            best = differing[group] < differing[best] ? group : best;
          }
          nearest[n] = best;
        });
    return nearest;
  }

  /// The place of each embedding, and where groups start.
  private int[] places(int[] nearest) {
    int[] starts = new int[layout.groups() + 1];
    for (int group : nearest) {
      starts[group + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    MemorySegment.copy(starts, 0, all, INT, layout.starts(), starts.length);
    int[] places = new int[nearest.length];
    for (int number = 0; number < nearest.length; number++) {
      places[number] = starts[nearest[number]]++;
    }
    return places;
  }
}
