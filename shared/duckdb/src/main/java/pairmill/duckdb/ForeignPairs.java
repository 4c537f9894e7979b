package pairmill.duckdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Pairs in tables that others wrote: Parquet, JSON lines, CSV or TSV with a column of addresses
/// and, if they have one, a column of captions. Upper and lower case are the same.
public final class ForeignPairs {
  private static final List<String> URL = List.of("url");
  private static final List<String> CAPTION =
      List.of("caption", "text", "alt", "top_caption", "title");
  private static final List<String> LANGUAGE = List.of("language", "lang");

  private ForeignPairs() {}

  /// Takes the rows of a table in their order.
  @FunctionalInterface
  public interface Sink {
    /// Takes one row; what the table lacks is null.
    void row(@Nullable String url, @Nullable String caption, @Nullable String language)
        throws IOException;
  }

  /// Sees to it that a table can be read, without reading its rows.
  ///
  /// @param work a folder for scratch
  /// @throws IllegalArgumentException naming the file, when it has no column of addresses
  /// @throws IOException naming the file, when it is no such table
  public static void check(DuckLimits limits, Path work, Path file) throws IOException {
    use(limits, work, file, (duck, select) -> {});
  }

  /// Reads a table.
  ///
  /// @param work a folder for scratch
  /// @throws IllegalArgumentException naming the file, when it has no column of addresses
  /// @throws IOException naming the file, when it is no such table
  public static void read(DuckLimits limits, Path work, Path file, Sink sink) throws IOException {
    boolean ours = ours(file);
    use(
        limits,
        work,
        file,
        (duck, select) ->
            duck.query(
                select,
                row ->
                    sink.row(
                        unescaped(row.getString(1), ours),
                        unescaped(row.getString(2), ours),
                        row.getString(3))));
  }

  @FunctionalInterface
  private interface Use {
    void of(Duck duck, String select) throws IOException;
  }

  private static void use(DuckLimits limits, Path work, Path file, Use use) throws IOException {
    if (holdsNothing(file)) {
      return;
    }
    try (Duck duck = Duck.open(limits, work, List.of(file))) {
      use.of(duck, select(duck, file));
    } catch (IOException e) {
      throw new IOException("[" + file.getFileName() + "] cannot be read: " + e.getMessage(), e);
    }
  }

  private static String select(Duck duck, Path file) throws IOException {
    String rows = reader(file);
    List<String> columns = new ArrayList<>();
    duck.query("DESCRIBE FROM " + rows, row -> columns.add(row.getString(1)));
    String url = find(columns, URL);
    if (url.equals("NULL")) {
      throw new IllegalArgumentException(
          "[" + file.getFileName() + "] has no column named url, but " + columns);
    }
    return "SELECT %s::VARCHAR, %s::VARCHAR, %s::VARCHAR FROM %s"
        .formatted(url, find(columns, CAPTION), find(columns, LANGUAGE), rows);
  }

  private static String reader(Path file) throws IOException {
    String name = name(file);
    String path = Duck.pattern(file);
    if (name.endsWith(".parquet")) {
      return "read_parquet(%s)".formatted(path);
    } else if (name.endsWith(".jsonl")) {
      return "read_json(%s, format = 'newline_delimited')".formatted(path);
    } else if (name.endsWith(".csv")) {
      return "read_csv(%s, header = true, all_varchar = true)".formatted(path);
    } else if (ours(file)) {
      return "read_csv(%s, delim = '\t', header = false, quote = '', escape = '', columns = {'url': 'VARCHAR', 'caption': 'VARCHAR'})"
          .formatted(path);
    }
    return "read_csv(%s, delim = '\t', header = true, all_varchar = true)".formatted(path);
  }

  // What `pairmill extract` writes where it found no pairs.
  private static boolean holdsNothing(Path file) throws IOException {
    return (name(file).endsWith(".tsv") || name(file).endsWith(".jsonl")) && Files.size(file) == 0;
  }

  // A TSV whose first line holds no names is one that `pairmill extract` wrote.
  private static boolean ours(Path file) throws IOException {
    if (!name(file).endsWith(".tsv")) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(8), ISO_8859_1);
      return start.toLowerCase(Locale.ROOT).matches("https?:/.*");
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static String find(List<String> columns, List<String> names) {
    for (String name : names) {
      for (String column : columns) {
        if (column.equalsIgnoreCase(name)) {
          return "\"" + column.replace("\"", "\"\"") + "\"";
        }
      }
    }
    return "NULL";
  }

  private static @Nullable String unescaped(@Nullable String text, boolean ours) {
    if (text == null || !ours || text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      plain.append(
          switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
          });
    }
    return plain.toString();
  }
}
