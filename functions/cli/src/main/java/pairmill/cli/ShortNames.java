package pairmill.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Names for things that have paths.
public final class ShortNames {
  private ShortNames() {}

  /// Names things by the shortest ends of their paths that tell them apart.
  ///
  /// @param things of which no two have the same path
  /// @param path its parts, one or more
  /// @return in the order of the things
  public static <T> Map<String, T> of(Collection<T> things, Function<T, List<String>> path) {
    Map<T, Integer> parts = new LinkedHashMap<>();
    things.forEach(thing -> parts.put(thing, 1));
    boolean clash = true;
    while (clash) {
      Map<String, List<T>> byName = new HashMap<>();
      parts.forEach((thing, n) ->
          byName.computeIfAbsent(end(path.apply(thing), n), k -> new ArrayList<>()).add(thing));
      clash = false;
      for (List<T> same : byName.values()) {
        if (same.size() > 1) {
          same.forEach(thing -> parts.merge(thing, 1, Integer::sum));
          clash = true;
        }
      }
    }
    Map<String, T> named = new LinkedHashMap<>();
    parts.forEach((thing, n) -> named.put(end(path.apply(thing), n), thing));
    return named;
  }

  private static String end(List<String> path, int parts) {
    return String.join("/", path.subList(Math.max(0, path.size() - parts), path.size()));
  }
}
