package pairmill.duckdb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import pairmill.stage.Removal;

/// Removal lists as the table `removals (kind, value)`.
final class Removals {
  private Removals() {}

  /// Fills the table.
  ///
  /// @throws IllegalArgumentException naming the file, when a line is no removal
  static void load(Duck duck, List<Path> files) throws IOException {
    duck.execute("CREATE TABLE removals (kind VARCHAR NOT NULL, value VARCHAR NOT NULL)");
    try (DuckDBAppender table = duck.appender("removals")) {
      for (Path file : files) {
        try (InputStream list = new BufferedInputStream(Files.newInputStream(file))) {
          Removal.<SQLException>read(list, file.toString(), removal -> append(table, removal));
        }
      }
    } catch (SQLException e) {
      throw Duck.failure(e);
    }
  }

  private static void append(DuckDBAppender table, Removal removal) throws SQLException {
    table.beginRow();
    table.append(removal.kind().name());
    table.append(removal.value());
    table.endRow();
  }
}
