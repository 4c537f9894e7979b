package pairmill.explorer.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a page answers.
///
/// @param title of the page
/// @param lead a sentence that says what is seen
/// @param template of its HTML, in `templates/`
/// @param data for the template, beside what all pages have
/// @param extra fields of the JSON beside the table's
public record Answer(
    String title,
    String lead,
    Table table,
    String template,
    Map<String, @Nullable Object> data,
    Map<String, @Nullable Object> extra) {

  /// A page that is a table and a sentence.
  public static Answer of(String title, String lead, Table table) {
    return new Answer(title, lead, table, "table", Map.of(), Map.of());
  }

  /// The same with a template of its own.
  public Answer in(String template) {
    return new Answer(title, lead, table, template, data, extra);
  }

  /// The same with something more for the template.
  public Answer with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(data);
    more.put(name, value);
    return new Answer(title, lead, table, template, more, extra);
  }

  /// The same with one field more in JSON, and for the template.
  public Answer also(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(extra);
    more.put(name, value);
    return new Answer(title, lead, table, template, data, more).with(name, value);
  }
}
