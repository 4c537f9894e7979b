package pairmill.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import pairmill.run.Json;

/// Cards of models as JSON. What cannot be a card is told in a sentence that names the file, the
/// field, what it must be and what it is.
public final class Cards {
  /// The card in a model's folder.
  public static final String NAME = "model.json";

  private static final int LARGEST = 1 << 20;

  private Cards() {}

  /// The card in a file.
  ///
  /// @throws IOException when there is none or it is not one
  public static Model read(Path file) throws IOException {
    return model(CardFields.of(tree(file), file.toString()));
  }

  /// The JSON in a small file.
  static JsonNode tree(Path file) throws IOException {
    byte[] json;
    try (InputStream in = Files.newInputStream(file)) {
      json = in.readNBytes(LARGEST + 1);
    }
    if (json.length > LARGEST) {
      throw new IOException("[%s] must be at most %,d bytes".formatted(file, LARGEST));
    }
    return tree(json, file.toString());
  }

  /// The cards of an array.
  ///
  /// @param place the file, for messages
  static List<Model> readAll(byte[] json, String place) throws IOException {
    return CardFields.items(tree(json, place), "[" + place + "]", Cards::model);
  }

  /// A card as the bytes of a file.
  public static byte[] bytes(Model model) {
    return Json.bytes(model);
  }

  /// Writes a small file at once, so that nobody ever reads half of it. One process writes at a
  /// time.
  static void write(Path file, byte[] bytes) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    Files.write(draft, bytes);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static JsonNode tree(byte[] json, String place) throws IOException {
    try {
      return Json.MAPPER.readTree(json);
    } catch (IOException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IOException("[%s] must be JSON: %s".formatted(place, Expectation.shown(first)), e);
    }
  }

  private static Model model(CardFields fields) throws IOException {
    return fields.make(() ->
        new Model(
            fields.text("name"),
            role(fields.text("role")),
            fields.textOrNull("space"),
            fields.text("licence"),
            fields.text("about"),
            fields.list("files", Cards::file),
            fields.texts("splits"),
            fields.numbersByName("thresholds"),
            fields.textOrNull("survivors"),
            fields.objectOrNull("pixels", Cards::pixels)));
  }

  private static Role role(String name) {
    for (Role role : Role.values()) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    String roles = List.of(Role.values()).toString();
    throw new IllegalArgumentException(
        "role must be one of %s, not %s"
            .formatted(roles.substring(1, roles.length() - 1), Expectation.shown(name)));
  }

  private static ModelFile file(CardFields fields) throws IOException {
    return fields.make(() -> {
      String sha256 = fields.textOrNull("sha256");
      return new ModelFile(
          fields.text("name"),
          fields.objectOrNull("source", Cards::source),
          fields.wholeOrNull("bytes"),
          sha256 == null ? null : sha256.toLowerCase(Locale.ROOT),
          fields.shapes("inputs"),
          fields.shapes("outputs"));
    });
  }

  private static ModelFile.Source source(CardFields fields) throws IOException {
    return fields.make(() ->
        new ModelFile.Source(
            fields.text("repository"), fields.text("revision"), fields.text("path")));
  }

  private static Model.PixelInput pixels(CardFields fields) throws IOException {
    return fields.make(() ->
        new Model.PixelInput(
            fields.integer("width"),
            fields.integer("height"),
            fields.numbers("mean"),
            fields.numbers("std"),
            fields.truth("channelsLast"),
            fields.truth("softmax"),
            fields.integers("classes")));
  }
}
