package pairmill.explorer.find;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Database;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// One row, by the names of its columns.
///
/// @param id its number in the index
/// @param values texts and numbers of the columns that were asked for; null where it has none
public record FoundRow(long id, Map<RowColumn, @Nullable Object> values) {
  private static final List<RowColumn> DETAILS = RowColumn.of(RowColumn.Kind.DETAIL);
  private static final String SELECT_DETAILS =
      DETAILS.stream()
          .map(RowColumn::columnName)
          .collect(Collectors.joining(", ", "SELECT ", " FROM every_row WHERE id = ?"));
  private static final Set<RowColumn> LISTED = EnumSet.complementOf(EnumSet.copyOf(DETAILS));

  /// The rows of some numbers without their details, in the order of the numbers. Numbers that no
  /// row has are passed over.
  public static List<FoundRow> of(Index index, List<Long> ids) throws IOException {
    return of(index, ids, LISTED);
  }

  /// The same with the values of some columns alone, none of them details: each takes its time.
  public static List<FoundRow> of(Index index, List<Long> ids, Set<RowColumn> columns)
      throws IOException {
    StoredFields stored = index.searcher().storedFields();
    int end = index.searcher().getIndexReader().maxDoc();
    List<FoundRow> found = new ArrayList<>();
    for (long id : ids) {
      if (id >= 0 && id < end) {
        Values values = new Values(columns);
        stored.document((int) id, values); // documents are numbered as rows are
        found.add(new FoundRow(id, values.read));
      }
    }
    return found;
  }

  /// The row of a number with all that it has; null when there is no such row.
  public static @Nullable FoundRow whole(Index index, long id) throws IOException {
    List<FoundRow> found = of(index, List.of(id));
    if (found.isEmpty()) {
      return null;
    }
    Map<RowColumn, @Nullable Object> values = new EnumMap<>(RowColumn.class);
    values.putAll(found.getFirst().values);
    for (Map<RowColumn, @Nullable Object> details :
        index.database().query(SELECT_DETAILS, List.of(id), FoundRow::details)) {
      values.putAll(details);
    }
    return new FoundRow(id, values);
  }

  private static Map<RowColumn, @Nullable Object> details(ResultSet row) throws SQLException {
    Map<RowColumn, @Nullable Object> details = new EnumMap<>(RowColumn.class);
    for (int i = 0; i < DETAILS.size(); i++) {
      details.put(DETAILS.get(i), Database.value(row, i + 1));
    }
    return details;
  }

  private static final class Values extends StoredFieldVisitor {
    private final Map<RowColumn, @Nullable Object> read = new EnumMap<>(RowColumn.class);

    Values(Set<RowColumn> columns) {
      columns.forEach(column -> read.put(column, null));
    }

    @Override
    public Status needsField(FieldInfo field) {
      return RowColumn.named(field.name).filter(read::containsKey).isPresent()
          ? Status.YES
          : Status.NO;
    }

    private void put(FieldInfo field, Object value) {
      RowColumn.named(field.name).ifPresent(column -> read.put(column, value));
    }

    @Override
    public void stringField(FieldInfo field, String value) {
      put(field, value);
    }

    @Override
    public void intField(FieldInfo field, int value) {
      put(field, value);
    }

    @Override
    public void longField(FieldInfo field, long value) {
      put(field, value);
    }

    @Override
    public void doubleField(FieldInfo field, double value) {
      put(field, value);
    }
  }

  /// A text; empty where there is none.
  public String text(RowColumn column) {
    return Objects.toString(values.get(column), "");
  }

  /// A text of a column by its name, for templates.
  public String text(String column) {
    return RowColumn.named(column).map(this::text).orElse("");
  }

  /// A number; NaN where there is none.
  public double number(RowColumn column) {
    return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
