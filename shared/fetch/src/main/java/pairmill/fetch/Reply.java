package pairmill.fetch;

import io.vertx.core.MultiMap;

/// What a host answered.
///
/// @param body content coding undone; empty unless the status says that there is one to be had
/// @param release gives the body's share of the budget back
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Reply(int status, MultiMap headers, byte[] body, Runnable release) implements AutoCloseable {
  /// A header's first value, or nothing.
  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    release.run();
  }

  boolean isSuccess() {
    return status == 200 || status == 203;
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// Whether the host asked to be left alone.
  boolean isBusy() {
    return status == 429 || status == 503;
  }
}
