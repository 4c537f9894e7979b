package pairmill.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import pairmill.row.Column;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Table;

/// A table with a column of each type, and rows for it.
final class Things {
  static final Table<Thing> TABLE =
      new Table<>(
          "things",
          List.of(
              Column.text("name", "", Thing::name),
              Column.integer("small", "", Thing::small),
              Column.wide("large", "", Thing::large),
              Column.real("part", "", Thing::part),
              Column.instant("at", "", Thing::at)),
          cells ->
              new Thing(
                  cells.text("name"),
                  cells.integer("small"),
                  cells.wide("large"),
                  cells.real("part"),
                  cells.instant("at")));

  static final List<Thing> EXTREMES =
      List.of(
          new Thing(null, null, null, null, null),
          new Thing("", 0, 0L, 0.0, Instant.EPOCH),
          new Thing("zero", 0, 0L, -0.0, Instant.parse("1969-12-31T23:59:59.999Z")),
          new Thing(
              "a \0 nul, a\nline, 'one' \"two\", \uD83D\uDC08 cat, \u516C\u5171",
              Integer.MIN_VALUE,
              Long.MIN_VALUE,
              Double.MIN_VALUE,
              Instant.parse("0001-01-01T00:00:00Z")),
          new Thing(
              "x".repeat(100_000),
              Integer.MAX_VALUE,
              Long.MAX_VALUE,
              Double.MAX_VALUE,
              Instant.parse("9999-12-31T23:59:59.999Z")),
          new Thing("nan", 1, 1L, Double.NaN, Instant.ofEpochMilli(1)),
          new Thing("infinite", 1, 1L, Double.NEGATIVE_INFINITY, Instant.ofEpochMilli(-1)));

  private Things() {}

  /// Rows in which every cell may be null, the same for the same seed.
  static List<Thing> random(int count, long seed) {
    Random random = new Random(seed);
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      things.add(
          new Thing(
              random.nextInt(5) == 0 ? null : "thing " + random.nextInt(1000),
              random.nextInt(5) == 0 ? null : random.nextInt(),
              random.nextInt(5) == 0 ? null : random.nextLong(),
              random.nextInt(5) == 0 ? null : random.nextDouble(),
              random.nextInt(5) == 0 ? null : Instant.ofEpochMilli(random.nextInt())));
    }
    return things;
  }

  static <T> void write(Path file, Table<T> table, List<T> rows) throws IOException {
    try (RowSink<T> sink = new ParquetFiles().create(file, table)) {
      for (T row : rows) {
        sink.write(row);
      }
    }
  }

  static <T> List<T> read(Path file, Table<T> table) throws IOException {
    try (RowSource<T> source = new ParquetFiles().open(file, table)) {
      List<T> rows = new ArrayList<>();
      for (T row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
      return rows;
    }
  }

  record Thing(
      @Nullable String name,
      @Nullable Integer small,
      @Nullable Long large,
      @Nullable Double part,
      @Nullable Instant at) {}
}
