package pairmill.models;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The models of this machine: those that come with the program, and those in the folders of a
/// cache, each in a folder of its name.
///
/// @param cache need not exist
/// @param known the models that need no card in their folder
public record ModelShelf(Path cache, List<Model> known) {
  /// A shelf of the models that this version knows, and of others with a card in their folder.
  public ModelShelf(Path cache) {
    this(cache, Catalog.known());
  }

  public ModelShelf {
    known = List.copyOf(known);
  }

  /// The models of this user.
  public static ModelShelf usual() {
    return new ModelShelf(usual(System.getenv(), Path.of(System.getProperty("user.home", "."))));
  }

  /// `PAIRMILL_MODELS`; or else `pairmill/models` in `XDG_CACHE_HOME`, which counts when it is
  /// absolute; or else in `.cache` of the home folder. See the XDG Base Directory Specification.
  static Path usual(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("PAIRMILL_MODELS", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    Path xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    return (xdg.isAbsolute() ? xdg : home.resolve(".cache")).resolve("pairmill").resolve("models");
  }

  /// The model of this name, if all its files are here in the sizes of its card.
  ///
  /// @throws IOException when its folder holds a card that is none
  public Optional<ModelFolder> find(String name) throws IOException {
    for (Model model : cards()) {
      if (model.name().equals(name)) {
        return here(model);
      }
    }
    return Optional.empty();
  }

  /// All models whose files are here.
  ///
  /// @throws IOException when a folder holds a card that is none
  public List<ModelFolder> all() throws IOException {
    List<ModelFolder> all = new ArrayList<>();
    for (Model model : cards()) {
      here(model).ifPresent(all::add);
    }
    return all;
  }

  /// The cards of all models, whether their files are here or not: the known ones, then those that
  /// stand in folders of the cache, by name.
  ///
  /// @throws IOException when a folder holds a card that is none
  public List<Model> cards() throws IOException {
    List<Model> cards = new ArrayList<>(known);
    if (Files.isDirectory(cache)) {
      List<Path> folders = new ArrayList<>();
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(
              cache, entry -> Files.isRegularFile(entry.resolve(Cards.NAME)))) {
        entries.forEach(folders::add);
      }
      folders.sort(Comparator.naturalOrder());
      for (Path folder : folders) {
        own(folder).ifPresent(cards::add);
      }
    }
    Pins pins = Pins.read(cache);
    return cards.stream().map(pins::applied).toList();
  }

  /// Where a model stands or would stand.
  Path folder(Model model) {
    return cache.resolve(model.name());
  }

  // The cards of known models stand in their folders too, as the version wrote them that fetched.
  private Optional<Model> own(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    if (known.stream().anyMatch(model -> model.name().equals(name))) {
      return Optional.empty();
    }
    Path file = folder.resolve(Cards.NAME);
    Model model = Cards.read(file);
    if (!model.name().equals(name)) {
      throw new IOException(
          "[%s] name must be that of its folder, %s, not %s"
              .formatted(file, Expectation.shown(name), Expectation.shown(model.name())));
    }
    return Optional.of(model);
  }

  /// How much of a model is on this machine.
  public enum Presence {
    /// It comes with the program.
    BUNDLED,
    /// All its files are in the cache.
    HERE,
    /// Some are.
    PARTLY,
    /// None is.
    ABSENT;

    /// The name in reports.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How much of a model is here, by the sizes of its files.
  public Presence presence(Model model) {
    if (bundled(model)) {
      return Presence.BUNDLED;
    }
    if (model.files().stream().allMatch(file -> holds(model, file))) {
      return Presence.HERE;
    }
    return model.files().stream().anyMatch(file -> Files.exists(path(model, file)))
        ? Presence.PARTLY
        : Presence.ABSENT;
  }

  /// Whether the cache has a file of a model in the size of its card.
  public boolean holds(Model model, ModelFile file) {
    return whole(path(model, file), file);
  }

  private Path path(Model model, ModelFile file) {
    return folder(model).resolve(file.name());
  }

  private Optional<ModelFolder> here(Model model) {
    return switch (presence(model)) {
      case BUNDLED -> Optional.of(ModelFolder.bundled(model));
      case HERE -> Optional.of(ModelFolder.at(folder(model), model));
      case PARTLY, ABSENT -> Optional.empty();
    };
  }

  /// Whether a model comes with the program.
  static boolean bundled(Model model) {
    return Catalog.find(model.name()).filter(model::equals).isPresent()
        && model.files().stream().allMatch(file -> file.source() == null);
  }

  /// Whether a file is there in the size of its card.
  static boolean whole(Path path, ModelFile file) {
    return Files.isRegularFile(path)
        && (file.bytes() == null || file.bytes() == path.toFile().length());
  }

  /// A model in any folder: by the card in it, or as a bare CLIP model of `image.onnx` and
  /// `text.onnx`, with a `tokenizer.json` where one is there. A bare model is named after its
  /// folder, embeds into a space of its own, and has no thresholds.
  ///
  /// @throws IOException when there is neither, the card is none, or a file of it is not here in
  ///   its size
  public static ModelFolder open(Path folder) throws IOException {
    Path card = folder.resolve(Cards.NAME);
    Model model = Files.isRegularFile(card) ? Cards.read(card) : bare(folder);
    for (ModelFile file : model.files()) {
      if (!whole(folder.resolve(file.name()), file)) {
        throw new IOException(
            "[%s] must be a file%s, as %s says"
                .formatted(
                    folder.resolve(file.name()),
                    file.bytes() == null ? "" : " of %,d bytes".formatted(file.bytes()),
                    Cards.NAME));
      }
    }
    return ModelFolder.at(folder, model);
  }

  private static Model bare(Path folder) throws IOException {
    List<ModelFile> files = new ArrayList<>();
    for (String name : List.of("image.onnx", "text.onnx", "tokenizer.json")) {
      if (Files.isRegularFile(folder.resolve(name))) {
        files.add(new ModelFile(name, null, null, null, Map.of(), Map.of()));
      }
    }
    if (files.isEmpty() || files.getFirst().name().equals("tokenizer.json")) {
      throw new IOException(
          "[%s] must be a folder with a model: %s, or image.onnx and text.onnx"
              .formatted(folder, Cards.NAME));
    }
    String name = bareName(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    return new Model(
        name,
        Role.CLIP,
        name,
        "unknown",
        "A CLIP model in a folder without a card.",
        files,
        List.of(),
        Map.of(),
        null,
        null);
  }

  private static String bareName(String folder) {
    String name = folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = name.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "model" : trimmed.substring(0, Math.min(64, trimmed.length()));
  }
}
