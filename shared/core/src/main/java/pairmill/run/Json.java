package pairmill.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON as all files of a run have it: indented, UTF-8, a line end at the end.
public final class Json {
  // Jackson's own takes the line end of the machine.
  private static final PrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  /// The mapper behind it, for trees.
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPrettyPrinter(PRINTER)
          .build();

  private Json() {}

  /// A value as the bytes of a file.
  public static byte[] bytes(Object value) {
    try {
      return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// A value from the bytes of a file.
  ///
  /// @param place the file, for the message
  /// @throws IOException when the bytes are no such value
  public static <T> T read(byte[] bytes, Class<T> type, String place) throws IOException {
    try {
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw new IOException("[" + place + "] is damaged: it holds null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IOException("[" + place + "] is damaged: " + e.getOriginalMessage(), e);
    }
  }
}
