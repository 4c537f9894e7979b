package pairmill.explorer.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.sql.SQLException;
import java.util.Arrays;

/// What DuckDB said about a statement, where errors are JSON.
///
/// @param message without its kind
/// @param position in bytes of the statement's UTF-8; -1 where it is not known
record DuckError(Kind kind, String message, int position) {
  private static final int LONGEST = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What follows from it.
  enum Kind {
    /// The statement is wrong.
    WRONG,
    /// It was stopped.
    INTERRUPTED,
    /// Memory did not do.
    MEMORY,
    /// The database is of no use any more.
    GRAVE
  }

  static DuckError of(SQLException e) {
    String text = String.valueOf(e.getMessage());
    JsonNode json = parse(text);
    String type = json.path("exception_type").asText();
    String message = json.path("exception_message").asText(text);
    Kind kind =
        switch (type) {
          case "INTERRUPT" -> Kind.INTERRUPTED;
          case "Out of Memory" -> Kind.MEMORY;
          case "INTERNAL", "FATAL" -> Kind.GRAVE;
          default -> text.contains("std::bad_alloc") ? Kind.MEMORY : Kind.WRONG;
        };
    return new DuckError(kind, message, json.path("position").asInt(-1));
  }

  /// What the parser said, in the answer of `json_serialize_sql`.
  static DuckError ofParser(JsonNode answer) {
    String message = answer.path("error_message").asText();
    return answer.path("error_type").asText().equals("not implemented")
        ? new DuckError(Kind.WRONG, "One SELECT is answered, and nothing else", -1)
        : new DuckError(Kind.WRONG, message, answer.path("position").asInt(-1));
  }

  private static JsonNode parse(String text) {
    int start = text.indexOf('{');
    try {
      return start < 0 ? MissingNode.getInstance() : JSON.readTree(text.substring(start));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /// The same, at another place.
  DuckError from(int place) {
    return new DuckError(kind, message, place);
  }

  /// A sentence with the place in a statement.
  String at(String sql) {
    if (message.startsWith("Max expression depth")) {
      return "The statement nests too deep.";
    }
    String line =
        message
            .strip()
            .replaceAll("(?<=[.!?])\\s*\n\\s*", " ")
            .replaceAll("\\s*\n\\s*", ". ")
            .replaceAll("\\p{Cntrl}", " ");
    String sentence = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    if (position < 0) {
      return sentence.matches("(?s).*[.!?…]") ? sentence : sentence + ".";
    }
    byte[] bytes = sql.getBytes(UTF_8);
    String before = new String(Arrays.copyOf(bytes, Math.min(position, bytes.length)), UTF_8);
    int row = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return "Line %d, column %d: %s.".formatted(row, column, sentence.replaceAll("[.!]$", ""));
  }
}
