package pairmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
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
import pairmill.language.LinguaDetector;
import pairmill.queue.Task;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.stage.PairSource;
import pairmill.stage.Progress;
import pairmill.stage.Removal;
import pairmill.stage.Stages;
import pairmill.store.Digest;
import picocli.CommandLine;

/// A run on this machine, from the words of a command line to its end report.
///
/// Where the folder holds the same run already, what was committed stands and the rest is done;
/// where it holds another, nothing is touched.
public final class LocalRun {
  private final RunOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  private LocalRun(RunOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
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
    String detector = rules == Rules.RAW ? null : LinguaDetector.NAME;
    return run(inputs, rules, images, detector, Workshop.archives(rules, inputs.files()));
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
    byte[] removals = removals();
    if (options.resume && !RunFolder.holdsRun(options.out)) {
      throw new WrongUseException(options.out + ": no run to resume here");
    }
    warn(inputs, images);
    Run run = new Run(spec(rules, images, detector, removals), true, list(inputs), null);
    try (RunFolder folder = RunFolder.open(options.out)) {
      if (!open(folder, run, removals)) {
        err.println("Nothing to do: " + options.out + " holds the dataset of these inputs.");
        return report(folder, List.of());
      }
      return work(folder, run, source, inputs);
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
    if (images != ImagesFrom.NONE && options.scorer.equals("auto")) {
      err.println("No CLIP model is here: the columns of scores stay empty.");
    }
  }

  private byte @Nullable [] removals() throws IOException {
    if (options.removals == null) {
      return null;
    }
    if (!Files.isRegularFile(options.removals)) {
      throw new WrongUseException(options.removals + ": no such removal list");
    }
    byte[] list = Files.readAllBytes(options.removals);
    try {
      Removal.read(new ByteArrayInputStream(list), options.removals.toString(), removal -> {});
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(Printable.of(String.valueOf(e.getMessage()), 1_000));
    }
    return list;
  }

  private RunSpec spec(
      Rules rules, ImagesFrom images, @Nullable String detector, byte @Nullable [] removals) {
    return new RunSpec(
        Software.NAME,
        rules,
        images,
        images == ImagesFrom.NONE ? null : Workshop.pictureReader().decoder(),
        null,
        detector,
        Workshop.BUCKETS,
        options.hostCap,
        options.maxBytes,
        options.keepImages,
        removals == null ? null : Digest.sha256(removals));
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
  private boolean open(RunFolder folder, Run run, byte @Nullable [] removals) throws IOException {
    if (options.fresh && folder.holdsRun()) {
      folder.clear();
    }
    if (folder.holdsRemains()) {
      throw new WrongUseException(
          options.out
              + " holds parts of a run, or of something else, but no run.json; choose another --out");
    }
    if (folder.holdsRun()) {
      if (!folder.run().sameAs(run)) {
        throw new WrongUseException(
            options.out
                + " holds another run; choose another --out, or --fresh to remove that run");
      }
      return !folder.published();
    }
    if (removals != null) {
      folder.store().put(RunFolder.KEYS.removals(), removals);
    }
    run.write(folder.store(), RunFolder.KEYS);
    return true;
  }

  private int work(RunFolder folder, Run run, PairSource source, Inputs inputs)
      throws IOException, InterruptedException {
    long bytes = run.inputs().stream().mapToLong(Run.Input::bytes).sum();
    List<Task> tasks = new ArrayList<>();
    run.inputs().forEach(input -> tasks.add(new Task.Extract("", input.name())));
    StageMeter meter = StageMeter.ofThisProcess(bytes);
    List<StageUsage> usage;
    Interruption interruption = new Interruption("Stopped. The same command goes on from here.");
    ProgressLine progress = ProgressLine.open(System.err, options.quiet, meter);
    try (interruption;
        progress;
        Workshop workshop = new Workshop(folder.store(), progress)) {
      Stages stages = workshop.stages(source, run.spec(), options, inputs.files());
      Crew.work(tasks, stages, options.concurrency);
      usage = meter.usage();
    }
    return report(folder, usage);
  }

  private int report(RunFolder folder, List<StageUsage> usage) throws IOException {
    return report(folder, usage, options.json, out);
  }

  /// Publishes the run of a folder again.
  ///
  /// @return the exit code
  public static int publish(Path path, boolean json, PrintWriter out) throws IOException {
    if (!RunFolder.holdsRun(path)) {
      throw new WrongUseException(path + ": no run here");
    }
    try (RunFolder folder = RunFolder.open(path);
        Workshop workshop = new Workshop(folder.store(), Progress.NONE)) {
      folder.store().delete(RunFolder.KEYS.manifest());
      workshop.publish().run(new Task.Publish(""));
      if (!folder.published()) {
        throw new WrongUseException(
            path + ": the run is not done: 'pairmill run' has to end first");
      }
      return report(folder, List.of(), json, out);
    }
  }

  private static int report(
      RunFolder folder, List<StageUsage> usage, boolean asJson, PrintWriter out)
      throws IOException {
    Run run = folder.run();
    EndReport report = new EndReport(folder.path(), manifest(folder), usage, run.report());
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
