package pairmill.explorer.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Statements of a file, each below a line `### title`.
record Statements(String title, String sql) {
  static List<Statements> of(String file) throws IOException {
    try (InputStream in = requireNonNull(Statements.class.getResourceAsStream(file), file)) {
      List<Statements> all = new ArrayList<>();
      for (String block : new String(in.readAllBytes(), UTF_8).split("(?m)^### ", -1)) {
        int end = block.indexOf('\n');
        if (end > 0) {
          all.add(new Statements(block.substring(0, end), block.substring(end + 1)));
        }
      }
      return all;
    }
  }
}
