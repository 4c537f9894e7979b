package pairmill.parquet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import pairmill.row.ColumnType;

/// Writes the values of one column that are not null. Used by one thread.
@FunctionalInterface
interface CellWriter {
  Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  void write(Object value, RecordConsumer out);

  static CellWriter of(ColumnType type) {
    return switch (type) {
      case TEXT -> texts();
      case INT -> (value, out) -> out.addInteger((Integer) value);
      case LONG -> (value, out) -> out.addLong((Long) value);
      case DOUBLE -> (value, out) -> out.addDouble((Double) value);
      case INSTANT -> (value, out) -> out.addLong(millis((Instant) value));
    };
  }

  /// Milliseconds since 1970. An instant outside of the years 1 to 9999 becomes the nearest within:
  /// archives can claim any year, and one that readers cannot show would spoil the file.
  private static long millis(Instant instant) {
    Instant within = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    return within.toEpochMilli();
  }

  /// UTF-8, in which a surrogate without its other half becomes U+FFFD: pages hold such text, and
  /// Parquet's own encoder throws.
  private static CellWriter texts() {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD});
    return (value, out) -> out.addBinary(utf8((String) value, encoder));
  }

  private static Binary utf8(String text, CharsetEncoder encoder) {
    try {
      ByteBuffer bytes = encoder.encode(CharBuffer.wrap(text));
      return Binary.fromConstantByteBuffer(bytes);
    } catch (CharacterCodingException e) {
      throw new AssertionError("an encoder that replaces does not throw", e);
    }
  }
}
