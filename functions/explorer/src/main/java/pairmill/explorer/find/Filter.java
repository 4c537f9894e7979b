package pairmill.explorer.find;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import pairmill.explorer.index.RowColumn;

/// Which rows are meant: the words of captions, and conditions on columns that all hold.
///
/// It is written as the parameters of an address: `q=red shoes`, `language=de`,
/// `similarity.gte=0.3`, `width.lte=1024`. `NONE` as a word stands for rows that have none. A row
/// without a number meets no condition on it.
///
/// @param q words and "phrases" that the caption has; `-word` that it lacks; empty for any caption
public record Filter(String q, List<Condition> conditions) {
  /// All rows.
  public static final Filter ALL = new Filter("", List.of());

  /// The word that stands for none.
  public static final String NONE = "(none)";

  private static final int LONGEST = 1_000;

  /// How a column is compared.
  public enum Comparison {
    /// Equal to the value.
    EQ("", "="),
    /// At least the value.
    GTE(".gte", ">="),
    /// At most the value.
    LTE(".lte", "<="),
    /// Less than the value.
    LT(".lt", "<");

    private final String suffix;
    private final String sql;

    Comparison(String suffix, String sql) {
      this.suffix = suffix;
      this.sql = sql;
    }

    /// What stands behind the column's name in a parameter.
    public String suffix() {
      return suffix;
    }
  }

  /// One condition.
  ///
  /// @param value a number where the column is one
  public record Condition(RowColumn column, Comparison comparison, String value) {
    String parameter() {
      return column.columnName() + comparison.suffix;
    }

    private double number() {
      return Double.parseDouble(value);
    }

    // Zero is written with either sign, and Lucene tells one from the other.
    private double low() {
      return switch (comparison) {
        case EQ, GTE -> number() == 0 ? -0.0 : number();
        case LTE, LT -> Double.NEGATIVE_INFINITY;
      };
    }

    private double high() {
      return switch (comparison) {
        case EQ, LTE -> number() + 0.0;
        case LT -> Math.nextDown(number());
        case GTE -> Double.POSITIVE_INFINITY;
      };
    }

    /// The condition in SQL; values become parameters.
    String sql(List<Object> parameters) {
      if (column.kind() == RowColumn.Kind.WORD && value.equals(NONE)) {
        return column.columnName() + " IS NULL";
      }
      parameters.add(column.isNumber() ? (Object) number() : value);
      return column.columnName() + " " + comparison.sql + " ?";
    }
  }

  /// Reads a filter from the parameters of an address; those that are none of its own are left
  /// alone.
  ///
  /// @throws IllegalArgumentException with a sentence, when a value is not what its column takes
  public static Filter of(Map<String, List<String>> parameters) {
    String q = String.join(" ", parameters.getOrDefault("q", List.of())).strip();
    if (q.length() > LONGEST) {
      throw new IllegalArgumentException(
          "q has %,d characters; at most %,d are looked for".formatted(q.length(), LONGEST));
    }
    List<Condition> conditions = new ArrayList<>();
    for (RowColumn column : RowColumn.values()) {
      for (Comparison comparison : Comparison.values()) {
        for (String value :
            parameters.getOrDefault(column.columnName() + comparison.suffix, List.of())) {
          if (!value.isBlank()) {
            conditions.add(condition(column, comparison, value.strip()));
          }
        }
      }
    }
    return new Filter(q, List.copyOf(conditions));
  }

  private static Condition condition(RowColumn column, Comparison comparison, String value) {
    Condition condition = new Condition(column, comparison, value);
    String parameter = condition.parameter();
    if (!column.isAsked()) {
      throw new IllegalArgumentException(
          "Rows cannot be filtered by %s here; SQL can".formatted(column.columnName()));
    }
    if (column.kind() == RowColumn.Kind.WORD) {
      if (comparison != Comparison.EQ) {
        throw new IllegalArgumentException(
            "%s: words are equal or not; say %s=%s"
                .formatted(parameter, column.columnName(), value));
      }
      return condition;
    }
    try {
      if (Double.isFinite(condition.number())) {
        return condition;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("%s: '%s' is no number".formatted(parameter, value));
  }

  /// True when every row is meant.
  public boolean isAll() {
    return q.isEmpty() && conditions.isEmpty();
  }

  /// The conditions as queries that all hold; those on the same number as one, as the two ends of a
  /// range may each be met by far more rows than the range.
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition.column.kind() == RowColumn.Kind.WORD) {
        queries.add(word(condition.column.columnName(), condition.value));
      }
    }
    conditions.stream()
        .map(Condition::column)
        .filter(RowColumn::isNumber)
        .distinct()
        .forEach(column -> queries.add(query(column)));
    return queries;
  }

  private static Query word(String name, String value) {
    return value.equals(NONE)
        ? new BooleanQuery.Builder()
            .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
            .add(new FieldExistsQuery(name), Occur.MUST_NOT)
            .build()
        : KeywordField.newExactQuery(name, value);
  }

  /// Numbers from `low` to `high`, both of them too.
  record Range(double low, double high) {}

  /// Which numbers of a column are meant; endless where nothing is said.
  Range range(RowColumn column) {
    List<Condition> own = conditions.stream().filter(c -> c.column() == column).toList();
    return new Range(
        own.stream().mapToDouble(Condition::low).max().orElse(Double.NEGATIVE_INFINITY),
        own.stream().mapToDouble(Condition::high).min().orElse(Double.POSITIVE_INFINITY));
  }

  private Query query(RowColumn column) {
    Range range = range(column);
    if (range.low > range.high) {
      return new MatchNoDocsQuery("no number is in that range");
    }
    // To an int the endless become the first and the last.
    return column.kind() == RowColumn.Kind.SCORE
        ? DoubleField.newRangeQuery(column.columnName(), range.low, range.high)
        : IntField.newRangeQuery(
            column.columnName(), (int) Math.ceil(range.low), (int) Math.floor(range.high));
  }

  /// The same filter without its conditions on a column.
  public Filter without(RowColumn column) {
    return new Filter(q, conditions.stream().filter(c -> c.column() != column).toList());
  }

  /// The same filter with one condition more.
  public Filter with(RowColumn column, Comparison comparison, String value) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition(column, comparison, value));
    return new Filter(q, List.copyOf(more));
  }

  /// The parameters that this filter is read from.
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (!q.isEmpty()) {
      parameters.put("q", List.of(q));
    }
    for (Condition condition : conditions) {
      parameters
          .computeIfAbsent(condition.parameter(), name -> new ArrayList<>())
          .add(condition.value());
    }
    return parameters;
  }

  /// The conditions in SQL, joined by AND and without `q`, which SQL cannot ask for; `true` for
  /// none.
  public String sql(List<Object> parameters) {
    StringBuilder sql = new StringBuilder("true");
    for (Condition condition : conditions) {
      sql.append(" AND ").append(condition.sql(parameters));
    }
    return sql.toString();
  }
}
