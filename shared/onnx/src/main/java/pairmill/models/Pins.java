package pairmill.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pairmill.run.Json;

/// Sizes and hashes of files whose card does not know them, as they were fetched first:
/// `models.lock.json` in the cache. What was pinned once is expected from then on.
///
/// @param bySource by [ModelFile.Source#resolved]
record Pins(Map<String, Pin> bySource) {
  static final String NAME = "models.lock.json";

  record Pin(long bytes, String sha256) {}

  Pins {
    bySource = Map.copyOf(bySource);
  }

  static Pins read(Path cache) throws IOException {
    Path file = cache.resolve(NAME);
    if (!Files.exists(file)) {
      return new Pins(Map.of());
    }
    return new Pins(
        CardFields.of(Cards.tree(file), file.toString())
            .objectsByName(fields -> new Pin(fields.whole("bytes"), fields.text("sha256"))));
  }

  /// The same card, with what is known of its files since they were fetched.
  Model applied(Model model) {
    List<ModelFile> files = model.files().stream().map(this::applied).toList();
    return model.withFiles(files);
  }

  /// The same file, with what is known of it since it was fetched.
  ModelFile applied(ModelFile file) {
    ModelFile.Source source = file.source();
    Pin pin = source == null ? null : bySource.get(source.resolved());
    return pin == null || file.sha256() != null ? file : file.with(pin.bytes(), pin.sha256());
  }

  /// Writes these and one more.
  void write(Path cache, ModelFile.Source source, Pin pin) throws IOException {
    Map<String, Pin> all = new TreeMap<>(bySource);
    all.put(source.resolved(), pin);
    Cards.write(cache.resolve(NAME), Json.bytes(new LinkedHashMap<>(all)));
  }
}
