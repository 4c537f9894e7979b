package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.find.Filter;

/// What a page is asked.
///
/// @param path what stands behind the name of the page, without the format:
///   `/domains/example.org.json` asks `example.org`
/// @param parameters those of the address
/// @param pictures true when the visitor wants to see pictures
public record Question(
    String page, List<String> path, Map<String, List<String>> parameters, boolean pictures) {

  /// The parameter, or a preset where it is not said.
  public String text(String name, String preset) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() || values.getFirst().isBlank() ? preset : values.getFirst().strip();
  }

  /// A whole number between two bounds.
  ///
  /// @throws IllegalArgumentException with a sentence, when it is none
  public int number(String name, int preset, int least, int most) {
    String value = text(name, Integer.toString(preset));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "%s: '%s' is no number from %,d to %,d".formatted(name, value, least, most));
  }

  /// A number; NaN where it is not said.
  ///
  /// @throws IllegalArgumentException with a sentence, when it is none
  public double decimal(String name) {
    String value = text(name, "NaN");
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s: '%s' is no number".formatted(name, value), e);
    }
  }

  /// The part of the path at a place from 0; null when there is none.
  public @Nullable String part(int place) {
    return place < path.size() ? path.get(place) : null;
  }

  /// The rows that are asked for.
  public Filter filter() {
    return Filter.of(parameters);
  }

  /// The address of this page.
  public String here() {
    return address(place(), parameters);
  }

  /// The address of this page with a parameter changed; an empty value takes it away. The rows
  /// after the first are left.
  public String with(String name, String value) {
    Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
    changed.remove("after");
    if (value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, List.of(value));
    }
    return address(place(), changed);
  }

  private String place() {
    return page + String.join("", path.stream().map(part -> "/" + encode(part)).toList());
  }

  /// The address of the same answer in another format.
  public String in(String format) {
    String here = here();
    int query = here.indexOf('?');
    String path = query < 0 ? here : here.substring(0, query);
    return (path.equals("/") ? "/index" : path)
        + "."
        + format
        + (query < 0 ? "" : here.substring(query));
  }

  /// An address of this site.
  ///
  /// @param path without the first slash
  public static String address(String path, Map<String, List<String>> parameters) {
    StringBuilder address = new StringBuilder("/").append(path);
    char sign = '?';
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      for (String value : parameter.getValue()) {
        address.append(sign).append(encode(parameter.getKey())).append('=').append(encode(value));
        sign = '&';
      }
    }
    return address.toString();
  }

  /// An address of this site with parameters: `name, value` and so on.
  public static String address(String path, String... parameters) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], List.of(parameters[i + 1]));
    }
    return address(path, all);
  }

  /// A text as a part of an address.
  public static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
