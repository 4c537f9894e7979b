package pairmill.explorer.page;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What an answer has for its template, as tests ask for it.
final class Told {
  private Told() {}

  /// One thing.
  static <T> T one(Answer answer, String name, Class<T> type) {
    return type.cast(requireNonNull(answer.data().get(name), name));
  }

  /// Several things.
  static <T> List<T> all(Answer answer, String name, Class<T> type) {
    List<?> all = (List<?>) requireNonNull(answer.data().get(name), name);
    return all.stream().<T>map(type::cast).toList();
  }
}
