package pairmill.scorer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What the scorer is told from outside, as text: [Settings] reads it, so that a wrong value
/// becomes one sentence. `docs/reference/scorer.md` has a line for each key.
@ConfigMapping(prefix = "pairmill")
public interface ScorerConfig {
  /// The work bucket.
  Optional<String> bucket();

  /// The queues, by what they are for.
  Queues queues();

  /// URLs.
  interface Queues {
    /// Where shards to score come from.
    Optional<String> score();

    /// Where what follows goes.
    Optional<String> dataset();
  }

  /// The region of bucket and queues.
  Optional<String> region();

  /// Where an emulator of AWS is.
  Optional<String> endpoint();

  /// The model that scores: its name, or a folder.
  @WithDefault("clip-vit-b32")
  String model();

  /// The folder of the models.
  @WithDefault("models")
  String models();

  /// What runs the models.
  @WithDefault("cpu")
  String device();

  /// How long a message is hidden at a time.
  @WithDefault("5m")
  String visibility();

  /// Cores that decode pictures and, without a GPU, score them; all where nothing is said.
  Optional<String> threads();

  /// What the machine costs.
  @WithDefault("0")
  String dollarsPerHour();

  /// How long what is in hand may take when the process is asked to end.
  @WithDefault("110s")
  String stopTime();
}
