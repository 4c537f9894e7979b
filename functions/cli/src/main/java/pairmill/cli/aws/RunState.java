package pairmill.cli.aws;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pairmill.cli.WrongUseException;
import pairmill.pair.StageName;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.store.Store;

/// How far a run is, by the names of its objects.
///
/// @param name of the run
/// @param marks keys of the statistics of what is committed, by stage
/// @param parts keys of the statistics of parts of downloads that are not whole yet
/// @param published true when there is a dataset
record RunState(
    String name,
    Run run,
    Map<StageName, List<String>> marks,
    List<String> parts,
    boolean published) {
  private static final Pattern SAMPLES = Pattern.compile("samples/([0-9]+)_stats\\.json");
  private static final Pattern PART = Pattern.compile("parts/([0-9]+)-[0-9]+_stats\\.json");
  private static final Pattern EXTRACT = Pattern.compile("extract/.+\\.stats\\.json");
  private static final Pattern PLAN = Pattern.compile("plan/stats\\.json");
  private static final Pattern SCORES = Pattern.compile("scores/[0-9]+_stats\\.json");
  private static final Pattern PUBLISH = Pattern.compile("publish/stats\\.json");

  /// Looks for a run.
  ///
  /// @throws WrongUseException when there is none of that name
  static RunState of(String name, Store store) throws IOException {
    RunKeys keys = new RunKeys(name);
    Run run;
    try {
      run = Run.read(store, keys);
    } catch (NoSuchFileException | IllegalArgumentException e) {
      throw new WrongUseException("no run '" + name + "' here");
    }
    String folder = folder(keys);
    List<String> names =
        store.list(folder).stream().map(key -> key.substring(folder.length())).toList();
    Map<StageName, List<String>> marks = new EnumMap<>(StageName.class);
    for (StageName stage : StageName.values()) {
      Pattern mark = mark(stage);
      marks.put(
          stage,
          names.stream().filter(each -> mark.matcher(each).matches()).map(folder::concat).toList());
    }
    return new RunState(name, run, marks, parts(names, folder), store.exists(keys.manifest()));
  }

  private static Pattern mark(StageName stage) {
    return switch (stage) {
      case EXTRACT -> EXTRACT;
      case PLAN -> PLAN;
      case DOWNLOAD -> SAMPLES;
      case SCORE -> SCORES;
      case PUBLISH -> PUBLISH;
    };
  }

  private static String folder(RunKeys keys) {
    return keys.spec().substring(0, keys.spec().lastIndexOf('/') + 1);
  }

  // Those of a shard that is whole stand in its own statistics.
  private static List<String> parts(List<String> names, String folder) {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      Matcher part = PART.matcher(name);
      if (part.matches() && !names.contains("samples/" + part.group(1) + "_stats.json")) {
        parts.add(folder + name);
      }
    }
    return parts;
  }

  boolean planned() {
    return done(StageName.PLAN) > 0;
  }

  /// How many tasks of a stage are committed.
  int done(StageName stage) {
    return stage == StageName.PUBLISH
        ? (published ? 1 : 0)
        : marks.getOrDefault(stage, List.of()).size();
  }

  /// In a word or three.
  String words() {
    if (published) {
      return "published";
    }
    if (planned()) {
      return "planned";
    }
    return run.closed() ? "closed" : "growing";
  }
}
