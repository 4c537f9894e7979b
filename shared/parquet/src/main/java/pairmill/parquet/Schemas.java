package pairmill.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Types.optional;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import pairmill.row.Column;
import pairmill.row.Table;

/// Parquet schemas of tables.
final class Schemas {
  private Schemas() {}

  static MessageType of(Table<?> table) {
    List<Type> fields = table.columns().stream().map(Schemas::field).toList();
    return new MessageType(table.name(), fields);
  }

  private static Type field(Column<?> column) {
    String name = column.name();
    return switch (column.type()) {
      case TEXT -> optional(BINARY).as(stringType()).named(name);
      case INT -> optional(INT32).named(name);
      case LONG -> optional(INT64).named(name);
      case DOUBLE -> optional(DOUBLE).named(name);
      case INSTANT -> optional(INT64).as(timestampType(true, MILLIS)).named(name);
    };
  }
}
