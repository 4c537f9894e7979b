package pairmill.parquet;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;
import pairmill.row.Column;
import pairmill.row.Table;

/// Hands the cells of each row to Parquet's writer, in the order of the table's columns.
final class RowWriting<T> extends WriteSupport<T> {
  private final Table<T> table;
  private final List<CellWriter> writers;
  private @Nullable RecordConsumer consumer;

  private RowWriting(Table<T> table) {
    this.table = table;
    this.writers = table.columns().stream().map(column -> CellWriter.of(column.type())).toList();
  }

  @Override
  @SuppressWarnings("deprecation") // the method that must be there
  public WriteContext init(Configuration unused) {
    return new WriteContext(Schemas.of(table), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public void write(T row) {
    RecordConsumer out = requireNonNull(consumer);
    out.startMessage();
    for (int i = 0; i < writers.size(); i++) {
      Column<T> column = table.columns().get(i);
      Object value = column.value().apply(row);
      if (value != null) {
        out.startField(column.name(), i);
        writers.get(i).write(value, out);
        out.endField(column.name(), i);
      }
    }
    out.endMessage();
  }

  /// Builds the writer of a file of rows.
  static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final Table<T> table;

    Builder(OutputFile file, Table<T> table) {
      super(file);
      this.table = table;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // the method that must be there
    protected WriteSupport<T> getWriteSupport(Configuration unused) {
      return new RowWriting<>(table);
    }
  }
}
