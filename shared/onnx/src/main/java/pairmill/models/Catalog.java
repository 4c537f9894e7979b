package pairmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The models that this version knows.
public final class Catalog {
  private static final List<Model> KNOWN = read();

  private Catalog() {}

  /// All of them, in the order in which they are listed.
  public static List<Model> known() {
    return KNOWN;
  }

  /// The one of this name.
  public static Optional<Model> find(String name) {
    return KNOWN.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /// A file of a model that comes with the program; null when it does not.
  static @Nullable InputStream open(Model model, String file) {
    return Catalog.class.getResourceAsStream("/models/%s/%s".formatted(model.name(), file));
  }

  private static List<Model> read() {
    try (InputStream in = Catalog.class.getResourceAsStream("/models/models.json")) {
      if (in == null) {
        throw new IOException("the program is incomplete: it lacks models/models.json");
      }
      return List.copyOf(Cards.readAll(in.readAllBytes(), "models/models.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
