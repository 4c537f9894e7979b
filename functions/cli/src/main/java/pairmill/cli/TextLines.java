package pairmill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pairmill.run.Json;

/// Texts of a file: `.txt`, one a line, or `.jsonl`, objects with a `text`.
final class TextLines implements Closeable {
  private final Path path;
  private final boolean json;
  private final BufferedReader lines;
  private long number;

  private TextLines(Path path, boolean json, BufferedReader lines) {
    this.path = path;
    this.json = json;
    this.lines = lines;
  }

  /// Opens a file.
  ///
  /// @throws WrongUseException when it is not there, or named like neither kind
  static TextLines open(Path path) throws IOException {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(path)) {
      throw new WrongUseException(path + ": no such file of texts");
    }
    if (!name.endsWith(".txt") && !name.endsWith(".jsonl")) {
      throw new WrongUseException(path + ": texts stand in a .txt or .jsonl file");
    }
    return new TextLines(path, name.endsWith(".jsonl"), Files.newBufferedReader(path, UTF_8));
  }

  /// The next texts, `most` at most; none at the end.
  ///
  /// @throws WrongUseException naming file and line, when a line is no text
  List<String> next(int most) throws IOException {
    List<String> texts = new ArrayList<>();
    while (texts.size() < most) {
      String line = line();
      if (line == null) {
        break;
      }
      number++;
      texts.add(json ? text(line) : line);
    }
    return texts;
  }

  private @Nullable String line() throws IOException {
    try {
      return lines.readLine();
    } catch (CharacterCodingException e) {
      throw new WrongUseException(path + ": not UTF-8, after line " + number);
    }
  }

  private String text(String line) {
    try {
      JsonNode text = Json.MAPPER.readTree(line).path("text");
      if (text.isTextual()) {
        return text.textValue();
      }
    } catch (JsonProcessingException e) {
      // told below
    }
    throw new WrongUseException("%s, line %d: no JSON object with a text".formatted(path, number));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
