package pairmill.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Lingua's own test texts in 79 languages.
final class LinguaTexts {
  static final List<String> KINDS = List.of("sentences", "word-pairs", "single-words");

  private LinguaTexts() {}

  /// Where they would be.
  static Path folder() {
    return Path.of(System.getProperty("pairmill.data", ""), "langid/lingua");
  }

  /// Every `step`-th of one kind, of all languages.
  static List<String> read(String kind, int step) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder().resolve(kind))) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = texts.size() % step; i < lines.size(); i += step) {
          texts.add(lines.get(i));
        }
      }
    }
    return texts;
  }
}
