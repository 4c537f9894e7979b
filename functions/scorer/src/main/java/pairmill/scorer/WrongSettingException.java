package pairmill.scorer;

import java.util.Locale;

/// A setting that nothing can be done with.
final class WrongSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// @param key such as `pairmill.bucket`
  /// @param problem such as "must be a number, not 'x'"
  WrongSettingException(String key, String problem) {
    super("%s (%s) %s".formatted(key, variable(key), problem));
  }

  // by the rules of MicroProfile Config
  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
