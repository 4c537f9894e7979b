package pairmill.warc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Named fields, of a record or of an HTTP message, in their order. Names are told apart without
/// regard to case.
///
/// @param badLines lines that are no field
public record Headers(List<Field> fields, int badLines) {
  /// No field at all.
  public static final Headers NONE = new Headers(List.of(), 0);

  public Headers {
    fields = List.copyOf(fields);
  }

  /// One field, spaces around name and value taken off.
  public record Field(String name, String value) {}

  /// Reads one field a line. Lines that begin with a space or a tab go on with the field before;
  /// lines without a name are skipped and counted.
  static Headers parse(List<String> lines) {
    List<Field> fields = new ArrayList<>();
    int bad = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int colon = line.indexOf(':');
      if (colon <= 0 || folded(line)) {
        bad++;
        continue;
      }
      StringBuilder value = new StringBuilder(line.substring(colon + 1).strip());
      while (i + 1 < lines.size() && folded(lines.get(i + 1))) {
        value.append(' ').append(lines.get(++i).strip());
      }
      fields.add(new Field(line.substring(0, colon).strip(), value.toString().strip()));
    }
    return new Headers(fields, bad);
  }

  /// True when there is a field of this name that is not empty.
  boolean has(String name) {
    String value = first(name);
    return value != null && !value.isEmpty();
  }

  /// The value of the first field of this name.
  public @Nullable String first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst()
        .orElse(null);
  }

  /// The comma-separated values of all fields of this name, lower case, without parameters.
  public List<String> tokens(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .flatMap(field -> List.of(field.value().split(",", -1)).stream())
        .map(Headers::token)
        .filter(token -> !token.isEmpty())
        .toList();
  }

  /// What stands before the first semicolon, lower case.
  static String token(String value) {
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean folded(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }
}
