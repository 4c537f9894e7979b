package pairmill.parquet;

import java.io.IOException;
import org.apache.parquet.hadoop.ParquetWriter;
import pairmill.row.RowSink;

/// A Parquet file that is being written.
record ParquetSink<T>(ParquetWriter<T> writer) implements RowSink<T> {
  @Override
  public void write(T row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
