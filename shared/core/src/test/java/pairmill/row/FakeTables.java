package pairmill.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tables as text: one JSON array of cells a line.
public final class FakeTables implements TableFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public <T> RowSink<T> create(Path file, Table<T> table) throws IOException {
    BufferedWriter lines = Files.newBufferedWriter(file);
    return new RowSink<>() {
      @Override
      public void write(T row) throws IOException {
        ArrayNode cells = JSON.createArrayNode();
        for (Column<T> column : table.columns()) {
          cells.addPOJO(text(column.value().apply(row)));
        }
        lines.write(cells + "\n");
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  @Override
  public <T> RowSource<T> open(Path file, Table<T> table) throws IOException {
    BufferedReader lines = Files.newBufferedReader(file);
    return new RowSource<>() {
      @Override
      public @Nullable T next() throws IOException {
        String line = lines.readLine();
        return line == null ? null : table.read().apply(cells(line, table));
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }

  private static <T> Cells cells(String line, Table<T> table) throws JsonProcessingException {
    JsonNode array = JSON.readTree(line);
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column<T> column = table.columns().get(i);
      values.put(
          column.name(), array.get(i).isNull() ? null : value(column, array.get(i).asText()));
    }
    return new Cells(values);
  }

  private static Object value(Column<?> column, String text) {
    return switch (column.type()) {
      case TEXT -> text;
      case INT -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case INSTANT -> Instant.parse(text);
    };
  }
}
