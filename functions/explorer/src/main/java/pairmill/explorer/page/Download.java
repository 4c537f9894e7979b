package pairmill.explorer.page;

import java.io.IOException;
import java.io.OutputStream;

/// A file that is written while it is sent.
///
/// @param type its media type
/// @param name that the browser keeps it under
record Download(String type, String name, Body body) {
  /// Writes the file.
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  void writeTo(OutputStream out) throws IOException {
    body.writeTo(out);
  }
}
