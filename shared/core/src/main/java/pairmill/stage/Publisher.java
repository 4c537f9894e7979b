package pairmill.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// Merges the rows of a run into the files that are published. Equal rows give equal bytes,
/// whatever the order of the input files.
public interface Publisher {
  /// Writes `en/`, `multi/`, `nolang/` and `rejected/`, each with files `part-00000.parquet` and so
  /// on, in the order (url, archive_file, archive_offset, ordinal). Rows whose status is a removal
  /// or a hash-list hit are left out of `rejected/`. A part of the dataset without rows still gets
  /// one file, so that every reader finds the schema.
  ///
  /// @param rows files of [pairmill.row.Tables#ROWS]
  /// @param work an empty folder for scratch and for the files that the result names
  Published publish(List<Path> rows, Path work) throws IOException;

  /// What was published.
  ///
  /// @param files in the order of their names
  /// @param kept number of rows that nothing refused
  /// @param languages rows per language code, `""` for none told
  /// @param domains the 100 registrable hosts with most rows, most first, ties by name
  record Published(
      List<PublishedFile> files,
      long kept,
      SortedMap<String, Long> languages,
      List<Counted> domains) {}

  /// One published file.
  ///
  /// @param name path below the dataset's folder, such as `en/part-00000.parquet`
  record PublishedFile(String name, Path path, long rows) {}

  /// A name and how often it stands in the dataset.
  record Counted(String name, long count) {}
}
