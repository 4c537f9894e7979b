package pairmill.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import pairmill.models.ModelFile;
import pairmill.models.ModelFolder;

/// The weights that a graph keeps in files beside it. A run's spec names each file at work with its
/// hash: what the card does not name may change unseen, and is refused.
final class ExternalData {
  // How the graph's format writes the entry: field 1, 8 bytes, the key; field 2, the value.
  private static final byte[] KEY = "\n\blocation\u0012".getBytes(UTF_8);
  private static final int LONGEST = 255;
  private static final int WINDOW = 1 << 20;

  private ExternalData() {}

  /// Throws when a graph keeps weights in a file that the model's card does not name.
  static void check(ModelFolder folder, String graph) throws IOException {
    Path path = folder.path(graph);
    for (String name : names(path)) {
      if (folder.model().files().stream().map(ModelFile::name).noneMatch(name::equals)) {
        throw new IOException(
            "[%s] keeps weights in '%s', and model.json must name that file".formatted(path, name));
      }
    }
  }

  /// The files that a graph names, as it names them.
  static Set<String> names(Path graph) throws IOException {
    Set<String> names = new TreeSet<>();
    byte[] window = new byte[WINDOW];
    int kept = 0;
    try (InputStream in = Files.newInputStream(graph)) {
      while (true) {
        int read = in.readNBytes(window, kept, WINDOW - kept);
        int end = kept + read;
        boolean last = read < WINDOW - kept;
        // A place near the window's end is looked at again in the next.
        int most = last ? end : end - KEY.length - 1 - LONGEST;
        for (int at = 0; at < most; at++) {
          if (window[at] == KEY[0] && matches(window, at, end)) {
            int from = at + KEY.length + 1;
            int length = window[from - 1] & 0xff;
            names.add(new String(window, from, Math.min(length, end - from), UTF_8));
          }
        }
        if (last) {
          return names;
        }
        kept = end - most;
        System.arraycopy(window, most, window, 0, kept);
      }
    }
  }

  private static boolean matches(byte[] window, int at, int end) {
    if (at + KEY.length + 1 > end) {
      return false;
    }
    for (int i = 1; i < KEY.length; i++) {
      if (window[at + i] != KEY[i]) {
        return false;
      }
    }
    return true;
  }
}
