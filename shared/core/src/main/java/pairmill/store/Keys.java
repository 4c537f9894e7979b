package pairmill.store;

import java.util.List;

/// What every store holds keys to.
final class Keys {
  private static final List<String> FORBIDDEN = List.of("", ".", "..");

  private Keys() {}

  /// Returns the key.
  ///
  /// @throws IllegalArgumentException when the key could lead out of the store or name a folder
  static String checked(String key) {
    for (String part : key.split("/", -1)) {
      if (FORBIDDEN.contains(part) || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("no key of a store: '" + key + "'");
      }
    }
    return key;
  }
}
