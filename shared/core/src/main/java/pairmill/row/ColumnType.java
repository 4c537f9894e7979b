package pairmill.row;

/// The types a column can have. Every column may hold null.
public enum ColumnType {
  /// `String`, UTF-8.
  TEXT,
  /// `Integer`, 32 bits.
  INT,
  /// `Long`, 64 bits.
  LONG,
  /// `Double`, 64 bits.
  DOUBLE,
  /// `java.time.Instant`, milliseconds in UTC.
  INSTANT
}
