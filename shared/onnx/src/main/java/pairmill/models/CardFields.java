package pairmill.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object, each of the type that is asked for.
///
/// @param place where the object stands, such as `[model.json] files[0]`
record CardFields(JsonNode object, String place) {
  private static final int MOST_ITEMS = 1000;

  /// Makes something of fields.
  interface Maker<T> {
    T make() throws IOException;
  }

  /// Reads something out of an object.
  interface Reader<T> {
    T read(CardFields fields) throws IOException;
  }

  private interface Cell<T> {
    T read(JsonNode node, String place) throws IOException;
  }

  /// The fields of the object that a file is.
  static CardFields of(JsonNode object, String file) throws IOException {
    return object(object, "[" + file + "]");
  }

  private static CardFields object(JsonNode node, String place) throws IOException {
    return new CardFields(checked(node, place, node.isObject(), "an object"), place);
  }

  /// What `maker` makes; what it cannot be is told with the place.
  <T> T make(Maker<T> maker) throws IOException {
    try {
      return maker.make();
    } catch (IllegalArgumentException e) {
      throw new IOException(place + ": " + e.getMessage(), e);
    }
  }

  String text(String name) throws IOException {
    return text(object.path(name), at(name));
  }

  @Nullable String textOrNull(String name) throws IOException {
    return absent(name) ? null : text(name);
  }

  @Nullable Long wholeOrNull(String name) throws IOException {
    return absent(name) ? null : whole(object.path(name), at(name));
  }

  long whole(String name) throws IOException {
    return whole(object.path(name), at(name));
  }

  int integer(String name) throws IOException {
    return integer(object.path(name), at(name));
  }

  boolean truth(String name) throws IOException {
    JsonNode node = object.path(name);
    return checked(node, at(name), node.isBoolean(), "true or false").booleanValue();
  }

  <T> @Nullable T objectOrNull(String name, Reader<T> reader) throws IOException {
    return absent(name) ? null : reader.read(object(object.path(name), at(name)));
  }

  <T> List<T> list(String name, Reader<T> reader) throws IOException {
    return items(object.path(name), at(name), reader);
  }

  /// The objects of an array.
  static <T> List<T> items(JsonNode array, String place, Reader<T> reader) throws IOException {
    return cells(array, place, (node, at) -> reader.read(object(node, at)));
  }

  /// All fields, each of which is an object.
  <T> Map<String, T> objectsByName(Reader<T> reader) throws IOException {
    Map<String, T> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      values.put(field.getKey(), reader.read(object(field.getValue(), at(field.getKey()))));
    }
    return values;
  }

  List<String> texts(String name) throws IOException {
    return absent(name) ? List.of() : cells(object.path(name), at(name), CardFields::text);
  }

  List<Double> numbers(String name) throws IOException {
    return cells(object.path(name), at(name), CardFields::number);
  }

  List<Integer> integers(String name) throws IOException {
    return cells(object.path(name), at(name), CardFields::integer);
  }

  Map<String, Double> numbersByName(String name) throws IOException {
    return byName(name, CardFields::number);
  }

  Map<String, List<Long>> shapes(String name) throws IOException {
    return byName(name, (node, place) -> cells(node, place, CardFields::whole));
  }

  private <T> Map<String, T> byName(String name, Cell<T> cell) throws IOException {
    Map<String, T> values = new LinkedHashMap<>();
    if (!absent(name)) {
      CardFields inner = object(object.path(name), at(name));
      for (Map.Entry<String, JsonNode> field : inner.object.properties()) {
        values.put(field.getKey(), cell.read(field.getValue(), inner.at(field.getKey())));
      }
    }
    return values;
  }

  private static <T> List<T> cells(JsonNode array, String place, Cell<T> cell) throws IOException {
    boolean good = array.isArray() && array.size() <= MOST_ITEMS;
    checked(array, place, good, "an array");
    List<T> cells = new ArrayList<>();
    for (JsonNode node : array) {
      cells.add(cell.read(node, "%s[%d]".formatted(place, cells.size())));
    }
    return cells;
  }

  private static String text(JsonNode node, String place) throws IOException {
    return checked(node, place, node.isTextual(), "a text").textValue();
  }

  private static long whole(JsonNode node, String place) throws IOException {
    boolean good = node.isIntegralNumber() && node.canConvertToLong();
    return checked(node, place, good, "a whole number").longValue();
  }

  private static int integer(JsonNode node, String place) throws IOException {
    boolean good = node.isIntegralNumber() && node.canConvertToInt();
    return checked(node, place, good, "a whole number").intValue();
  }

  private static double number(JsonNode node, String place) throws IOException {
    return checked(node, place, node.isNumber(), "a number").doubleValue();
  }

  private static JsonNode checked(JsonNode node, String place, boolean good, String expected)
      throws IOException {
    if (good) {
      return node;
    }
    String found = node.isMissingNode() ? "missing" : Expectation.shown(node);
    throw new IOException("%s must be %s, not %s".formatted(place, expected, found));
  }

  private boolean absent(String name) {
    return object.path(name).isMissingNode() || object.path(name).isNull();
  }

  private String at(String name) {
    return place + " " + Expectation.shown(name).replace("'", "");
  }
}
