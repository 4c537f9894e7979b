package pairmill.cli.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pairmill.cli.DeviceOption;
import pairmill.cli.RunLists;
import pairmill.cli.Scorers;
import pairmill.cli.SpecOptions;
import pairmill.cli.TextTable;
import pairmill.cli.Workshop;
import pairmill.filter.Rules;
import pairmill.onnx.OnnxScorer;
import pairmill.run.ImagesFrom;
import pairmill.run.RunSpec;
import pairmill.score.ScorerSpec;
import pairmill.stage.Runs;
import pairmill.store.Store;

/// What the runs of a deployment are made by from now on.
///
/// @param spec with the hashes of the lists
public record Configuration(RunSpec spec, RunLists lists) {
  private static final int LONGEST = 200;

  /// What the flags say: for the same flags, what a run on this machine is made by, but for the
  /// buckets.
  ///
  /// @throws pairmill.cli.WrongUseException when they cannot be
  public static Configuration of(SpecOptions options, Rules rules, ImagesFrom images, int buckets)
      throws IOException {
    RunLists lists = RunLists.read(options);
    // The scorer may run where this command does not: a device that is named need not be here.
    DeviceOption device = options.scoring.device;
    String elsewhere = device.named() ? device.device().name() : null;
    if (elsewhere != null) {
      device.name = "cpu";
    }
    try (OnnxScorer scorer = Scorers.open(options.scoring, images)) {
      ScorerSpec here = scorer == null ? null : scorer.spec();
      ScorerSpec scoring = here == null || elsewhere == null ? here : here.on(elsewhere);
      return new Configuration(
          options.spec(rules, images, Workshop.detector(rules), scoring, buckets, lists), lists);
    }
  }

  /// Writes it.
  public void write(Store store) throws IOException {
    new Runs(store).configure(spec, lists.removals(), lists.suspicious());
  }

  /// What runs are made by, for people.
  @Override
  public String toString() {
    TextTable table = new TextTable(LONGEST, "ll");
    table.row("software", spec.software());
    table.row("rules", spec.rules().label());
    table.row("languages", orNone(spec.detector(), "told by "));
    table.row("images", spec.images().label() + orNothing(spec.decoder()));
    table.row("scorer", scorer());
    table.row("buckets", number(spec.buckets()));
    table.row("host cap", number(spec.hostCap()));
    table.row("max bytes", number(spec.maxBytes()));
    table.row("kept", kept());
    table.row("removals", orNone(spec.removals(), "SHA-256 "));
    table.row("suspicious", orNone(spec.suspicious(), "SHA-256 "));
    return table.toString();
  }

  private String scorer() {
    ScorerSpec scorer = spec.scorer();
    return scorer == null ? "none" : scorer.name() + ", " + scorer.runtime();
  }

  private String kept() {
    List<String> kept = new ArrayList<>();
    if (spec.keepImages()) {
      kept.add("pictures");
    }
    if (spec.keepEmbeddings()) {
      kept.add("embeddings");
    }
    return kept.isEmpty() ? "neither pictures nor embeddings" : String.join(", ", kept);
  }

  private static String orNone(@Nullable String value, String before) {
    return value == null ? "none" : before + value;
  }

  private static String orNothing(@Nullable String decoder) {
    return decoder == null ? "" : ", decoded by " + decoder;
  }

  private static String number(int n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
