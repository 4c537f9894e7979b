/// Tables in Parquet: pair, sample and row files. Enter at [pairmill.parquet.ParquetFiles].
@NullMarked
package pairmill.parquet;

import org.jspecify.annotations.NullMarked;
