package pairmill.explorer;

import java.io.IOException;
import java.util.Locale;

/// The visitor's own browser, where there is a screen.
final class Browser {
  private Browser() {}

  /// Opens an address. Where that cannot be done the visitor has read the address anyway.
  static void open(String url) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean mac = system.contains("mac");
    if (!mac && System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
      return;
    }
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", url)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // there is none
    }
  }
}
