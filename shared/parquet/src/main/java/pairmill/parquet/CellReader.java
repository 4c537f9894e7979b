package pairmill.parquet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import pairmill.row.Column;

/// Reads the values of one column that are not null, as the class that the table's type asks for.
@FunctionalInterface
interface CellReader {
  /// The value under the reader.
  ///
  /// @throws ArithmeticException when a stored number does not fit
  Object read(ColumnReader reader);

  /// The reader of a column.
  ///
  /// @throws IllegalArgumentException when the file holds another kind of value under the name
  static CellReader of(Column<?> column, Type stored) {
    @Nullable CellReader reader =
        !stored.isPrimitive() || stored.isRepetition(Type.Repetition.REPEATED)
            ? null
            : of(column, stored, stored.asPrimitiveType().getPrimitiveTypeName());
    if (reader == null) {
      throw new IllegalArgumentException(
          "column %s is `%s`, which is no %s".formatted(column.name(), stored, column.type()));
    }
    return reader;
  }

  private static @Nullable CellReader of(Column<?> column, Type stored, PrimitiveTypeName type) {
    return switch (column.type()) {
      case TEXT -> type == PrimitiveTypeName.BINARY ? r -> r.getBinary().toStringUsingUTF8() : null;
      case INT ->
          switch (type) {
            case INT32 -> ColumnReader::getInteger;
            case INT64 -> r -> Math.toIntExact(r.getLong());
            default -> null;
          };
      case LONG ->
          switch (type) {
            case INT32 -> r -> (long) r.getInteger();
            case INT64 -> ColumnReader::getLong;
            default -> null;
          };
      case DOUBLE ->
          switch (type) {
            case INT32 -> r -> (double) r.getInteger();
            case FLOAT -> r -> (double) r.getFloat();
            case DOUBLE -> ColumnReader::getDouble;
            default -> null;
          };
      case INSTANT -> instants(stored);
    };
  }

  private static @Nullable CellReader instants(Type stored) {
    return stored.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
        ? r -> Instant.EPOCH.plus(r.getLong(), unit(timestamp))
        : null;
  }

  private static ChronoUnit unit(TimestampLogicalTypeAnnotation timestamp) {
    return switch (timestamp.getUnit()) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }
}
