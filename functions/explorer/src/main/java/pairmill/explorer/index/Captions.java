package pairmill.explorer.index;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.duckdb.DuckDBConnection;
import pairmill.store.Scratch;

/// Writes the Lucene folder: for each row the words of its caption, what it is filtered and sorted
/// by, and its values as pages of many rows show them.
final class Captions {
  private static final double BUFFER_MB = 256;
  // Each is asked in turn, and each merge writes all of it once more.
  private static final int SEGMENTS = 16;
  private static final int MERGED_AT_ONCE = 64;
  private static final int TOLD_EVERY = 1 << 14;

  // What is longer cannot be a term of Lucene, and is no word of a closed set.
  private static final int LONGEST_WORD = 1 << 12;

  private static final List<RowColumn> COLUMNS =
      Stream.of(RowColumn.values()).filter(c -> c.kind() != RowColumn.Kind.DETAIL).toList();

  private Captions() {}

  /// Cuts captions, and what is asked for, into words: lower case, any script.
  static StandardAnalyzer analyzer() {
    return new StandardAnalyzer();
  }

  /// Adds the rows from `first` to the end.
  ///
  /// @param progress is told how many were added so far
  static void write(Database database, Path folder, long first, LongConsumer progress)
      throws IOException {
    long end = database.number("SELECT count(*) FROM every_row");
    Set<String> frequent = frequent(database, folder);
    int threads = Runtime.getRuntime().availableProcessors();
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config(frequent));
        ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      LongAdder added = new LongAdder();
      List<Future<Path>> parts = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        Path part = folder.resolve("part-" + t);
        long from = first + (end - first) * t / threads;
        long to = first + (end - first) * (t + 1) / threads;
        parts.add(
            workers.submit(() -> {
              try (FSDirectory own = FSDirectory.open(part);
                  IndexWriter piece = new IndexWriter(own, config(frequent))) {
                add(database, piece, from, to, added, progress);
                piece.forceMerge(Math.max(1, SEGMENTS / threads));
              }
              return part;
            }));
      }
      for (Future<Path> part : parts) {
        try (FSDirectory own = FSDirectory.open(await(part))) {
          writer.addIndexes(own);
        }
        Scratch.remove(await(part));
      }
      writer.forceMerge(SEGMENTS);
      writer.setLiveCommitData(FrequentPairs.toStore(frequent).entrySet());
      writer.commit();
    }
  }

  // Once they are known they stay: rows that were added before have the pairs of these words.
  private static Set<String> frequent(Database database, Path folder) throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder)) {
      return DirectoryReader.indexExists(directory)
          ? FrequentPairs.stored(SegmentInfos.readLatestCommit(directory).getUserData())
          : FrequentPairs.words(database);
    }
  }

  // Documents keep the order they are added in, so that their number in the index is that of the
  // row: each thread writes a part of its own, parts are put one behind the other, and what is
  // merged stands side by side.
  private static IndexWriterConfig config(Set<String> frequent) {
    LogByteSizeMergePolicy merges = new LogByteSizeMergePolicy();
    merges.setMergeFactor(MERGED_AT_ONCE);
    return new IndexWriterConfig(FrequentPairs.analyzer(frequent))
        .setRAMBufferSizeMB(BUFFER_MB)
        .setMergePolicy(merges);
  }

  private static Path await(Future<Path> part) throws IOException {
    try {
      return part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private static void add(
      Database database,
      IndexWriter writer,
      long from,
      long to,
      LongAdder added,
      LongConsumer progress)
      throws IOException {
    String select =
        COLUMNS.stream()
            .map(RowColumn::columnName)
            .collect(
                Collectors.joining(
                    ", ", "SELECT id, ", " FROM every_row WHERE id >= ? AND id < ?"));
    try (DuckDBConnection connection = database.duplicate();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          writer.addDocument(document(rows));
          added.increment();
          if (rows.getLong(1) % TOLD_EVERY == 0) {
            progress.accept(added.sum());
          }
        }
      }
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  // What is asked for is indexed, and what is shown is stored: of a page's rows each stands in a
  // block of its own, and a block of a table would be unpacked for each column.
  private static Document document(ResultSet row) throws SQLException {
    Document document = new Document();
    for (int i = 0; i < COLUMNS.size(); i++) {
      RowColumn column = COLUMNS.get(i);
      String name = column.columnName();
      switch (column.type()) {
        case "INTEGER" -> {
          int number = row.getInt(i + 2);
          if (!row.wasNull()) {
            document.add(new IntField(name, number, Field.Store.YES));
          }
        }
        case "BIGINT" -> {
          long number = row.getLong(i + 2);
          if (!row.wasNull()) {
            document.add(new StoredField(name, number));
          }
        }
        case "DOUBLE" -> {
          double number = row.getDouble(i + 2);
          if (!row.wasNull()) {
            document.add(new DoubleField(name, number, Field.Store.YES));
          }
        }
        default -> {
          String text = row.getString(i + 2);
          if (text != null) {
            add(document, column, text);
          }
        }
      }
    }
    return document;
  }

  private static void add(Document document, RowColumn column, String text) {
    String name = column.columnName();
    if (column == RowColumn.CAPTION) {
      document.add(new TextField(name, text, Field.Store.YES));
      return;
    }
    document.add(new StoredField(name, text));
    if (column.kind() == RowColumn.Kind.WORD) {
      String word = text.length() <= LONGEST_WORD ? text : text.substring(0, LONGEST_WORD);
      document.add(new KeywordField(name, new BytesRef(word), Field.Store.NO));
    }
  }
}
