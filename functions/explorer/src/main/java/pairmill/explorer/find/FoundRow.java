package pairmill.explorer.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// One row, by the names of its columns.
///
/// @param id its number in the index
/// @param values texts and numbers of the columns that were asked for; null where it has none
public record FoundRow(long id, Map<RowColumn, @Nullable Object> values) {
  private static final Set<RowColumn> ALL = EnumSet.allOf(RowColumn.class);

  /// The rows of some numbers, in the order of these. Numbers that no row has are passed over.
  public static List<FoundRow> of(Index index, List<Long> ids) throws IOException {
    return of(index, ids, ALL);
  }

  /// The same with the values of some columns alone: each takes its time.
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
