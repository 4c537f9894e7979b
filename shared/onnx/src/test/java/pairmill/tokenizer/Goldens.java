package pairmill.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Files beside the tests of this room: texts, and the ids that others give them.
final class Goldens {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param text the text
  /// @param ids its ids
  record Golden(String text, List<Long> ids) {}

  private Goldens() {}

  /// Cases of a JSON-lines file. A text may be given by rule: a start and what follows how often.
  static List<Golden> read(String name) throws IOException {
    List<Golden> goldens = new ArrayList<>();
    for (String line : text(name).lines().toList()) {
      JsonNode node = JSON.readTree(line);
      String more = node.path("repeated").asText("").repeat(node.path("times").asInt(0));
      goldens.add(
          new Golden(
              node.path("text").asText() + more,
              List.of(JSON.convertValue(node.path("ids"), Long[].class))));
    }
    return goldens;
  }

  static String text(String name) throws IOException {
    try (var in = Goldens.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The ids of a text.
  static List<Long> ids(Tokenizer tokenizer, String text, int longest) {
    return Arrays.stream(tokenizer.ids(text, longest)).boxed().toList();
  }

  /// Writes a `tokenizer.json` into a folder.
  static void write(Path folder, JsonNode file) throws IOException {
    Files.writeString(folder.resolve(Tokenizers.FILE), JSON.writeValueAsString(file));
  }
}
