package pairmill.explorer.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a statement may be made of: the tree that DuckDB's parser made of it is gone through, and
/// whatever is not known to be harmless is refused.
///
/// One is for one statement. The tree is changed: values take the places of parameters, and tables
/// are called without a schema.
final class Grammar {
  private static final Set<String> FUNCTIONS = functions();

  private static final Set<String> TABLE_FUNCTIONS = Set.of("unnest", "range", "generate_series");

  private static final Set<String> EXPRESSIONS =
      Set.of(
          "BETWEEN",
          "CASE",
          "CAST",
          "COLLATE",
          "COLUMN_REF",
          "COMPARISON",
          "CONJUNCTION",
          "CONSTANT",
          "FUNCTION",
          "LAMBDA",
          "OPERATOR",
          "PARAMETER",
          "POSITIONAL_REFERENCE",
          "STAR",
          "SUBQUERY",
          "TYPE",
          "WINDOW");

  private static final Set<String> PARTS =
      Set.of(
          "SELECT_NODE",
          "SET_OPERATION_NODE",
          "RECURSIVE_CTE_NODE",
          "CTE_NODE", // queries
          "EMPTY",
          "BASE_TABLE",
          "SUBQUERY",
          "JOIN",
          "TABLE_FUNCTION",
          "EXPRESSION_LIST",
          "PIVOT",
          "ORDER_MODIFIER",
          "LIMIT_MODIFIER",
          "LIMIT_PERCENT_MODIFIER",
          "DISTINCT_MODIFIER",
          "ORDER_DEFAULT",
          "ASCENDING",
          "DESCENDING");

  private final Set<String> tables;
  private final Set<String> taken;
  private final Map<String, String> values;
  private final Set<String> own = new HashSet<>();
  private final Set<String> read = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();

  /// Knows what there is.
  ///
  /// @param tables that may be read
  /// @param all names of tables and views that DuckDB knows, its own too
  /// @param values of parameters
  Grammar(Set<String> tables, Set<String> all, Map<String, String> values) {
    this.tables = tables;
    this.taken = new HashSet<>(all);
    this.taken.removeAll(tables);
    this.values = values;
  }

  private static Set<String> functions() {
    String name = "functions.txt";
    try (InputStream in = requireNonNull(Grammar.class.getResourceAsStream(name), name)) {
      Set<String> functions =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.matches("= [a-zA-Z].*"))
              .flatMap(line -> List.of(line.split(" ")).stream())
              .map(function -> function.toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      functions.addAll(Set.of("is distinct from", "is not distinct from"));
      return functions;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Goes through the statements that a text was parsed into.
  ///
  /// @throws IllegalArgumentException with a sentence, when there is more or less than one SELECT
  ///   of harmless parts
  void check(JsonNode statements) {
    if (statements.size() != 1) {
      throw new IllegalArgumentException(
          "%d statements stand here; one is answered.".formatted(statements.size()));
    }
    collect(statements);
    walk(statements);
  }

  /// The tables that the statement reads.
  List<String> read() {
    return List.copyOf(read);
  }

  /// The names of its parameters that have no value.
  List<String> missing() {
    return List.copyOf(missing);
  }

  // A name that a query gives itself is known in places where it means something else too: it must
  // not be one that leads elsewhere.
  private void collect(JsonNode node) {
    for (JsonNode entry : node.path("cte_map").path("map")) {
      String name = lower(entry.path("key"));
      if (taken.contains(name) || !name.matches("[\\p{L}\\p{N}_ -]+")) {
        throw new IllegalArgumentException(
            "A query in WITH must not be called '%s'.".formatted(shown(name)));
      }
      own.add(name);
    }
    node.forEach(this::collect);
  }

  private void walk(JsonNode node) {
    if (node instanceof ObjectNode object) {
      look(object);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getKey().equals("qualified_name")) {
        walk(field.getValue());
      }
    }
    if (node.isArray()) {
      node.forEach(this::walk);
    }
  }

  private void look(ObjectNode node) {
    if (node.has("class")) {
      expression(node);
    } else if (node.path("type").isTextual()) {
      part(node);
    }
    if (node.get("named_param_map") instanceof ArrayNode parameters) {
      parameters.removeAll();
    }
  }

  private void expression(ObjectNode node) {
    String kind = node.path("class").asText();
    if (!EXPRESSIONS.contains(kind)) {
      throw new IllegalArgumentException("%s is not answered here.".formatted(words(kind)));
    }
    if (kind.equals("PARAMETER")) {
      parameter(node);
    }
    bare(node, "schema", "catalog");
    if (kind.equals("FUNCTION") || kind.equals("WINDOW")) {
      String name = lower(node.path("function_name"));
      if (!FUNCTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "The function %s is not answered here.".formatted(shown(name)));
      }
    }
  }

  private void part(ObjectNode node) {
    String kind = node.path("type").asText();
    if (!PARTS.contains(kind)) {
      throw new IllegalArgumentException(
          kind.equals("SHOW_REF")
              ? "DESCRIBE, SHOW and SUMMARIZE are not answered here; the tables stand on the page."
              : "%s is not answered here.".formatted(words(kind)));
    }
    if (kind.equals("TABLE_FUNCTION")) {
      String name = lower(node.path("function").path("function_name"));
      if (!TABLE_FUNCTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "Rows of the function %s are not answered here.".formatted(shown(name)));
      }
    }
    if (kind.equals("BASE_TABLE")) {
      table(node);
    }
  }

  private void table(ObjectNode node) {
    String name = lower(node.path("table_name"));
    if (node.hasNonNull("at_clause")) {
      throw new IllegalArgumentException("AT is not answered here: a table has one state.");
    }
    bare(node, "catalog_name");
    boolean main = lower(node.path("schema_name")).equals("main");
    if (main) {
      node.put("schema_name", "");
      node.putObject("qualified_name").putArray("path").add(node.path("table_name"));
    }
    bare(node, "schema_name");
    if (tables.contains(name)) {
      read.add(name);
    } else if (main || !own.contains(name)) {
      throw new IllegalArgumentException(
          "There is no table %s here. There are: %s."
              .formatted(shown(name), String.join(", ", new TreeSet<>(tables))));
    }
  }

  private static void bare(ObjectNode node, String... fields) {
    for (String field : fields) {
      String prefix = node.path(field).asText();
      if (!prefix.isEmpty()) {
        throw new IllegalArgumentException(
            "Name tables and functions without what stands before the dot: '%s.'."
                .formatted(shown(prefix)));
      }
    }
  }

  private void parameter(ObjectNode node) {
    String name = lower(node.path("identifier"));
    if (!name.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("Name parameters: $name instead of ? or $1.");
    }
    if (name.equals("sql") || name.equals("timeout")) {
      throw new IllegalArgumentException("A parameter must not be called $" + name + ".");
    }
    if (!values.containsKey(name)) {
      missing.add(name);
    }
    node.remove("identifier");
    node.put("class", "CONSTANT").put("type", "VALUE_CONSTANT");
    node.putObject("literal").put("kind", "STRING").put("text", values.getOrDefault(name, ""));
  }

  private static String lower(JsonNode name) {
    return name.asText().toLowerCase(Locale.ROOT);
  }

  private static String words(String kind) {
    return kind.replace('_', ' ');
  }

  private static String shown(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }
}
