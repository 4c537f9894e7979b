package pairmill.explorer.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table for programs: JSON, CSV, lines of JSON.
final class Formats {
  // ASCII alone: no direction is turned, and nothing is invisible.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .configure(JsonWriteFeature.WRITE_NAN_AS_STRINGS, false)
          .build()
          .setCodec(new ObjectMapper());

  private Formats() {}

  static String json(Answer answer) throws IOException {
    Table table = answer.table();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeArrayFieldStart("rows");
      for (List<@Nullable Object> row : table.rows()) {
        object(json, table.columns(), row);
      }
      json.writeEndArray();
      json.writeBooleanField("exact", table.exact());
      if (table.total() != null) {
        json.writeNumberField("total", table.total());
      }
      json.writeStringField("next", table.next());
      for (Map.Entry<String, @Nullable Object> extra : answer.extra().entrySet()) {
        json.writeObjectField(extra.getKey(), extra.getValue());
      }
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  /// A text as it stands between the quotes of a JSON string.
  static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  static String lines(Table table) throws IOException {
    StringBuilder text = new StringBuilder();
    for (List<@Nullable Object> row : table.rows()) {
      text.append(jsonLine(table.columns(), row));
    }
    return text.toString();
  }

  /// A row as a line of JSON, with its end.
  static String jsonLine(List<Table.Column> columns, List<@Nullable Object> row)
      throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      object(json, columns, row);
    }
    return line.append('\n').toString();
  }

  private static void object(
      JsonGenerator json, List<Table.Column> columns, List<@Nullable Object> row)
      throws IOException {
    json.writeStartObject();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      json.writeObjectField(
          columns.get(i).name(), value instanceof Table.Link link ? link.value() : value);
    }
    json.writeEndObject();
  }

  static String csv(Table table) {
    StringBuilder text = new StringBuilder(csvHeading(table.columns()));
    table.rows().forEach(row -> text.append(csvLine(row)));
    return text.toString();
  }

  /// The names of columns as the first line of CSV, with its end.
  static String csvHeading(List<Table.Column> columns) {
    return csvLine(columns.stream().map(Table.Column::name).toList());
  }

  /// A row as a line of CSV, with its end.
  static String csvLine(List<? extends @Nullable Object> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",").append(cell(values.get(i)));
    }
    return text.append("\r\n").toString();
  }

  // A text that a spreadsheet would take for a formula begins with an apostrophe.
  private static String cell(@Nullable Object cell) {
    Object value = cell instanceof Table.Link link ? link.value() : cell;
    if (value == null) {
      return "";
    }
    String text = value.toString();
    if (value instanceof Number) {
      return text;
    }
    if (!text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted || text.startsWith("'") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
