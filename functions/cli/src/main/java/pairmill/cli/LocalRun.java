package pairmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.dataset.Manifest;
import pairmill.filter.Rules;
import pairmill.onnx.OnnxScorer;
import pairmill.queue.Task;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.stage.PairSource;
import pairmill.stage.Progress;
import pairmill.stage.Stage;
import picocli.CommandLine;

/// A run by this machine, from the words of a command line to its end report.
///
/// Where the folder holds the same run already, what was committed stands and the rest is done;
/// where it holds another, nothing is touched.
public final class LocalRun {
  private final RunOptions options;
  private final RunPlace place;
  private final PrintWriter out;
  private final PrintWriter err;

  private LocalRun(RunOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.place = options.place();
    this.out = out;
    this.err = err;
  }

  /// A run with the flags of a command, which says what it has to say on the command's streams.
  public static LocalRun of(RunOptions options, CommandLine command) {
    return new LocalRun(options, command.getOut(), command.getErr());
  }

  /// Runs to the end.
  ///
  /// @return the exit code
  public int run(Inputs inputs, Rules rules, ImagesFrom images)
      throws IOException, InterruptedException {
    return run(inputs, rules, images, Workshop.detector(rules), Workshop.archives(inputs.files()));
  }

  /// Fetches the pictures of pairs that others found, and publishes them.
  ///
  /// @return the exit code
  public int download(Inputs tables) throws IOException, InterruptedException {
    return run(tables, Rules.RAW, ImagesFrom.WEB, null, new ImportPairs(tables.files()));
  }

  private int run(
      Inputs inputs, Rules rules, ImagesFrom images, @Nullable String detector, PairSource source)
      throws IOException, InterruptedException {
    RunLists lists = RunLists.read(options.making);
    if (options.resume && place.stored() == null) {
      throw new WrongUseException(place + ": no run to resume here");
    }
    try (OnnxScorer scorer = scorer(images);
        RunFolder folder = place.open()) {
      warn(inputs, images);
      RunSpec spec =
          options.making.spec(
              rules,
              images,
              detector,
              scorer == null ? null : scorer.spec(),
              Workshop.BUCKETS,
              lists);
      Run run = new Run(spec, true, list(inputs), null);
      if (!open(folder, run, lists)) {
        err.println("Nothing to do: " + place + " holds the dataset of these inputs.");
        return report(folder, List.of());
      }
      return work(folder, run, source, inputs, scorer);
    }
  }

  private void warn(Inputs inputs, ImagesFrom images) {
    if (images == ImagesFrom.WEB && options.contact == null) {
      err.println("Give a --contact: without one a webmaster cannot tell who is asking.");
    }
    for (String address : options.allowAddresses) {
      err.println(
          "Warning: the downloader may ask " + address + ", which is not a public address.");
    }
    if (inputs.passedOver() > 0) {
      err.printf("Passed over %,d files that are not named like inputs.%n", inputs.passedOver());
    }
  }

  // A run that was begun without a scorer goes on without one, whatever came here meanwhile.
  private @Nullable OnnxScorer scorer(ImagesFrom images) throws IOException {
    boolean auto = options.making.scoring.scorer.equals(ScorerOptions.AUTO);
    Run begun = options.fresh || !auto ? null : place.stored();
    return begun != null && begun.spec().scorer() == null
        ? null
        : Scorers.open(options.making.scoring, images);
  }

  private static List<Run.Input> list(Inputs inputs) throws IOException {
    List<Run.Input> list = new ArrayList<>();
    for (Map.Entry<String, Path> file : inputs.files().entrySet()) {
      list.add(new Run.Input(file.getKey(), Files.size(file.getValue())));
    }
    return list;
  }

  /// Opens the run in its folder, unless it is there.
  ///
  /// @return false when it is there and done
  private boolean open(RunFolder folder, Run run, RunLists lists) throws IOException {
    if (options.fresh && folder.holdsRun()) {
      folder.clear();
    }
    if (folder.holdsRemains()) {
      throw new WrongUseException(
          place
              + " holds parts of a run, or of something else, but no run.json; choose another --out");
    }
    if (folder.holdsRun()) {
      if (!folder.run().sameAs(run)) {
        throw new WrongUseException(
            place + " holds another run; choose another --out, or --fresh to remove that run");
      }
      return !folder.published();
    }
    lists.put(folder.store(), RunFolder.KEYS);
    run.write(folder.store(), RunFolder.KEYS);
    return true;
  }

  private int work(
      RunFolder folder, Run run, PairSource source, Inputs inputs, @Nullable OnnxScorer scorer)
      throws IOException, InterruptedException {
    long bytes = run.inputs().stream().mapToLong(Run.Input::bytes).sum();
    List<Task> tasks = new ArrayList<>();
    run.inputs().forEach(input -> tasks.add(new Task.Extract("", input.name())));
    return report(
        folder,
        work(
            folder,
            tasks,
            bytes,
            workshop -> workshop.stages(source, run.spec(), options, inputs.files(), scorer)));
  }

  private interface Wiring {
    Stage<Task> stages(Workshop workshop) throws IOException;
  }

  // What the stages that worked have cost.
  private List<StageUsage> work(RunFolder folder, List<Task> tasks, long bytes, Wiring wiring)
      throws IOException, InterruptedException {
    StageMeter meter = StageMeter.ofThisProcess(bytes);
    Interruption interruption = new Interruption("Stopped. The same command goes on from here.");
    ProgressLine progress = ProgressLine.open(System.err, options.quiet, meter);
    try (interruption;
        progress;
        Workshop workshop = new Workshop(folder.store(), progress)) {
      Crew.work(tasks, wiring.stages(workshop), options.concurrency);
      return meter.usage();
    }
  }

  /// Scores the pictures that a run kept, and publishes it again.
  ///
  /// @return the exit code
  public int score() throws IOException, InterruptedException {
    if (place.stored() == null) {
      throw new WrongUseException(place + ": no run here");
    }
    byte[] suspicious = RunLists.suspicious(options.making.scoring.suspicious);
    try (OnnxScorer scorer = Scorers.open(options.making.scoring);
        RunFolder folder = place.open()) {
      if (scorer == null && options.making.scoring.scorer.equals(ScorerOptions.AUTO)) {
        throw new WrongUseException("no CLIP model is here: 'pairmill models fetch' brings one");
      }
      Run before = folder.run();
      RunSpec spec =
          before
              .spec()
              .scoredBy(
                  scorer == null ? null : scorer.spec(),
                  options.making.scoring.keepEmbeddings,
                  RunLists.hash(suspicious));
      if (spec.equals(before.spec()) && folder.published()) {
        err.println("Nothing to do: " + place + " was scored like that.");
        return report(folder, List.of());
      }
      List<Task> tasks = new ArrayList<>();
      int shards = folder.shardsToScore();
      for (int shard = 0; shard < shards; shard++) {
        tasks.add(new Task.Score("", shard));
      }
      tasks.add(new Task.Publish(""));
      if (!spec.equals(before.spec())) { // else a run like that was stopped, and goes on
        folder.clearScores();
      }
      if (suspicious != null) {
        folder.store().put(RunFolder.KEYS.suspicious(), suspicious);
      }
      new Run(spec, true, before.inputs(), before.report()).write(folder.store(), RunFolder.KEYS);
      return report(folder, work(folder, tasks, 0, workshop -> workshop.scoring(scorer)));
    }
  }

  private int report(RunFolder folder, List<StageUsage> usage) throws IOException {
    int code = report(folder, usage, options.json, out);
    RunSpec spec = folder.run().spec();
    boolean asked = !options.making.scoring.scorer.equals(ScorerOptions.NONE);
    if (asked && spec.scorer() == null && spec.images() != ImagesFrom.NONE) {
      err.println("Not scored: no model. 'pairmill models fetch' brings one.");
    }
    return code;
  }

  /// Publishes the run of a folder again.
  ///
  /// @return the exit code
  public static int publish(RunPlace place, boolean json, PrintWriter out) throws IOException {
    if (place.stored() == null) {
      throw new WrongUseException(place + ": no run here");
    }
    try (RunFolder folder = place.open();
        Workshop workshop = new Workshop(folder.store(), Progress.NONE)) {
      folder.store().delete(RunFolder.KEYS.manifest());
      workshop.publish().run(new Task.Publish(""));
      if (!folder.published()) {
        throw new WrongUseException(
            place + ": the run is not done: 'pairmill run' has to end first");
      }
      return report(folder, List.of(), json, out);
    }
  }

  private static int report(
      RunFolder folder, List<StageUsage> usage, boolean asJson, PrintWriter out)
      throws IOException {
    Run run = folder.run();
    EndReport report = new EndReport(folder.name(), manifest(folder), usage, run.report());
    JsonNode json = report.json();
    if (!usage.isEmpty()) {
      run.with(json).write(folder.store(), RunFolder.KEYS);
    }
    if (asJson) {
      out.println(json.toPrettyString());
    } else {
      report.print(out);
    }
    return report.manifest().damage() > 0 ? Exit.DAMAGE : Exit.DONE;
  }

  private static Manifest manifest(RunFolder folder) throws IOException {
    String key = RunFolder.KEYS.manifest();
    return Json.read(folder.store().read(key), Manifest.class, key);
  }
}
