package pairmill.fetch;

import io.vertx.core.http.HttpConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers which open connections were used before. Safe for use by many threads.
final class Connections {
  private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();

  /// Uses a connection.
  ///
  /// @return whether it was used before
  boolean use(HttpConnection connection) {
    if (!used.add(connection)) {
      return true;
    }
    connection.exceptionHandler(_ -> {}); // its calls are told; without this it would be logged
    connection.closeHandler(_ -> used.remove(connection));
    return false;
  }
}
