package pairmill.pixels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The names of EXIF tags and the words for their values, read once from `exif-tags.tsv`.
final class ExifTags {
  private static final Map<String, Map<Integer, Tag>> TABLES = load();

  private ExifTags() {}

  /// What is known of a tag.
  ///
  /// @param text whether the value is characters though its type says numbers
  /// @param labels words for numbers
  record Tag(String name, boolean text, Map<Long, String> labels) {}

  /// The tag of a table (`Main`, `GPS` or `Interoperability`); null when it has no name there.
  static @Nullable Tag find(String table, int number) {
    return Objects.requireNonNull(TABLES.get(table), table).get(number);
  }

  private static Map<String, Map<Integer, Tag>> load() {
    Map<String, Map<Integer, Tag>> tables = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(ExifTags.class.getResourceAsStream("exif-tags.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          add(tables, line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("exif-tags.tsv", e);
    }
    return tables;
  }

  private static void add(Map<String, Map<Integer, Tag>> tables, String[] cells) {
    boolean text = cells.length > 3 && cells[3].equals("text");
    Map<Long, String> labels = new HashMap<>();
    for (int i = 3; i < cells.length && !text; i++) {
      int equals = cells[i].indexOf('=');
      labels.put(Long.valueOf(cells[i].substring(0, equals)), cells[i].substring(equals + 1));
    }
    tables
        .computeIfAbsent(cells[0], table -> new HashMap<>())
        .put(Integer.valueOf(cells[1], 16), new Tag(cells[2], text, labels));
  }
}
