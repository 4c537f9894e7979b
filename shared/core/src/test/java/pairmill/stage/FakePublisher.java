package pairmill.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.TableFiles;
import pairmill.row.Tables;

/// Writes the kept rows to `en/` and the refused to `rejected/`, one file each.
record FakePublisher(TableFiles tables) implements Publisher {
  static final String KEPT = "en/part-00000.parquet";
  static final String REJECTED = "rejected/part-00000.parquet";

  @Override
  public Published publish(List<Path> files, Path work) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Path file : files) {
      try (RowSource<Row> source = tables.open(file, Tables.ROWS)) {
        for (Row row = source.next(); row != null; row = source.next()) {
          rows.add(row);
        }
      }
    }
    rows.sort(Comparator.comparing(row -> row.pair().url()));
    List<Row> kept = rows.stream().filter(Row::kept).toList();
    List<Row> rejected = rows.stream().filter(row -> !row.kept()).toList();
    return new Published(
        List.of(write(work, KEPT, kept), write(work, REJECTED, rejected)),
        kept.size(),
        new TreeMap<>(),
        List.of(new Counted("one.example", kept.size())));
  }

  private PublishedFile write(Path work, String name, List<Row> rows) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    try (RowSink<Row> sink = tables.create(file, Tables.ROWS)) {
      for (Row row : rows) {
        sink.write(row);
      }
    }
    return new PublishedFile(name, file, rows.size());
  }
}
