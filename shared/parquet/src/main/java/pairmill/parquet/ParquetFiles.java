package pairmill.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import pairmill.row.RowSink;
import pairmill.row.RowSource;
import pairmill.row.Table;
import pairmill.row.TableFiles;

/// Tables as Parquet files: zstd, every column optional, a checksum on every page.
///
/// Columns are found by name when read, in any order; further ones are passed over. Memory is
/// bounded by one row group, whatever the number of rows. Safe for use by many threads.
public final class ParquetFiles implements TableFiles {
  /// Rows per row group at most. Scanners work a row group at a time: DuckDB writes 122,880.
  static final int ROW_GROUP_ROWS = 128 * 1024;

  /// Bytes per row group at most, about, before compression.
  private static final long ROW_GROUP_BYTES = 64L << 20;

  @Override
  public <T> RowSink<T> create(Path file, Table<T> table) throws IOException {
    ParquetWriter<T> writer =
        new RowWriting.Builder<>(new LocalOutputFile(file), table)
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupRowCountLimit(ROW_GROUP_ROWS)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
    return new ParquetSink<>(writer);
  }

  /// {@inheritDoc}
  ///
  /// Numbers may be stored narrower or wider than the table says, as long as no value is changed by
  /// it.
  @Override
  public <T> RowSource<T> open(Path file, Table<T> table) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return ParquetSource.open(file, table);
  }
}
