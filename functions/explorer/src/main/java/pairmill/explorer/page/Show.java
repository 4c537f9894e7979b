package pairmill.explorer.page;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.index.RowColumn;

/// How values are shown in HTML.
@TemplateExtension(namespace = "show")
public final class Show {
  private static final int LONGEST = 2_000;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Show() {}

  /// A value of a table.
  public static String cell(@Nullable Object value, Table.Column column) {
    return switch (value) {
      case null -> "–";
      case Table.Link link -> cell(link.value(), column);
      case Number number ->
          switch (column.kind()) {
            case COUNT -> count(number);
            case SHARE -> share(number);
            case NUMBER -> number(number);
            case TEXT -> number.toString();
          };
      default -> text(value.toString());
    };
  }

  /// A whole number with separators.
  public static String count(Number number) {
    StringBuilder digits = new StringBuilder(Long.toString(number.longValue()));
    int first = number.longValue() < 0 ? 1 : 0;
    for (int at = digits.length() - 3; at > first; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  /// A number of a model: four digits say enough.
  public static String number(Number number) {
    double value = number.doubleValue();
    return Double.isNaN(value)
        ? "–"
        : String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.1f" : "%.3f", value);
  }

  /// A share of 1 as percent.
  public static String share(Number number) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * number.doubleValue());
  }

  /// A hostile text without what is no character of a line, and not without end.
  public static String text(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    return line.isBlank()
        ? "(none)"
        : line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /// An address that a link may lead to; null when a browser might do something else with it.
  public static @Nullable String web(String url) {
    return url.regionMatches(true, 0, "http://", 0, 7)
            || url.regionMatches(true, 0, "https://", 0, 8)
        ? url
        : null;
  }

  /// True for a link that leads to another page, or to the web.
  static boolean leads(Table.Link link) {
    return link.href().startsWith("/") || web(link.href()) != null;
  }

  /// A number without its fraction.
  public static String whole(double number) {
    return count(Math.round(number));
  }

  /// What of a box is left, in percent.
  public static double rest(double percent) {
    return Axis.rounded(100 - percent);
  }

  /// A text as a part of an address.
  public static String encode(String text) {
    return Question.encode(text);
  }

  /// The English name of a language.
  public static String language(String code) {
    String name = Locale.of(code).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }

  /// A column as people read it.
  public static String label(RowColumn column) {
    return Labels.of(column);
  }

  /// An order as people read it.
  public static String order(String name) {
    return name.startsWith("-")
        ? name.substring(1).replace('_', ' ') + ", highest first"
        : name.replace('_', ' ') + ", lowest first";
  }

  /// Two texts as one.
  public static String plus(String first, String second) {
    return first + second;
  }

  /// Where the rows of a question are exported.
  public static String export(Question question) {
    return Question.address("export", question.filter().parameters());
  }

  /// The parameter that takes a row out.
  public static String optout(FoundRow row) {
    return "what=" + Question.encode(row.text(RowColumn.URL));
  }
}
