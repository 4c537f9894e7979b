package pairmill.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import pairmill.row.Column;
import pairmill.row.Table;
import pairmill.run.Json;

/// A row of a table as one line of JSON: all columns by name, nulls included, instants as ISO 8601.
public final class RowJson {
  private static final ObjectWriter ONE_LINE =
      Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

  private RowJson() {}

  /// The line, without an end.
  public static <T> String line(Table<T> table, T row) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    for (Column<T> column : table.columns()) {
      json.set(column.name(), node(column.value().apply(row)));
    }
    try {
      return ONE_LINE.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a row cannot be written as JSON: " + row, e);
    }
  }

  private static JsonNode node(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case null -> nodes.nullNode();
      case Integer number -> nodes.numberNode(number);
      case Long number -> nodes.numberNode(number);
      case Double number -> nodes.numberNode(number);
      default -> nodes.textNode(value.toString());
    };
  }
}
