package pairmill.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import pairmill.row.Cells;
import pairmill.row.Column;
import pairmill.row.RowSource;
import pairmill.row.Table;

/// A Parquet file that is being read, one row group at a time, and of that only the columns the
/// table knows.
final class ParquetSource<T> implements RowSource<T> {
  private final Path file;
  private final Table<T> table;
  private final ParquetFileReader reader;
  private final List<Stored> columns = new ArrayList<>();
  private final MessageType schema;
  private ColumnReader[] readers = {};
  private long rowsLeft;

  private ParquetSource(Path file, Table<T> table, ParquetFileReader reader) {
    this.file = file;
    this.table = table;
    this.reader = reader;
    MessageType stored = reader.getFooter().getFileMetaData().getSchema();
    List<Type> fields = new ArrayList<>();
    for (Column<T> column : table.columns()) {
      if (stored.containsField(column.name())) {
        Type field = stored.getType(column.name());
        columns.add(new Stored(column.name(), CellReader.of(column, field)));
        fields.add(field);
      }
    }
    schema = new MessageType(stored.getName(), fields);
    reader.setRequestedSchema(schema);
  }

  static <T> RowSource<T> open(Path file, Table<T> table) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification()
            .build();
    ParquetFileReader reader = null;
    try {
      reader = ParquetFileReader.open(new LocalInputFile(file), options);
      return new ParquetSource<>(file, table, reader);
    } catch (IOException | RuntimeException e) {
      if (reader != null) {
        reader.close();
      }
      throw unreadable(file, e);
    }
  }

  @Override
  public @Nullable T next() throws IOException {
    try {
      while (rowsLeft == 0) {
        PageReadStore group = reader.readNextRowGroup();
        if (group == null) {
          return null;
        }
        enter(group);
      }
      rowsLeft--;
      return table.read().apply(cells());
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private void enter(PageReadStore group) {
    var store =
        new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(schema).getRootConverter(),
            schema,
            reader.getFooter().getFileMetaData().getCreatedBy());
    readers = schema.getColumns().stream().map(store::getColumnReader).toArray(ColumnReader[]::new);
    rowsLeft = group.getRowCount();
  }

  private Cells cells() {
    Map<String, @Nullable Object> values = HashMap.newHashMap(readers.length);
    for (int i = 0; i < readers.length; i++) {
      ColumnReader reader = readers[i];
      if (reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel()) {
        values.put(columns.get(i).name(), columns.get(i).cells().read(reader));
      }
      reader.consume();
    }
    return new Cells(values);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static IOException unreadable(Path file, Exception e) {
    return new IOException("[" + file + "] cannot be read as Parquet: " + e.getMessage(), e);
  }

  /// A column that the file has.
  private record Stored(String name, CellReader cells) {}
}
