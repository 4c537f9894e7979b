package pairmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pairmill.dataset.Funnel;
import pairmill.dataset.Manifest;
import pairmill.run.Json;
import pairmill.shard.Damage;

/// What is said when a run has ended: where the dataset is, what became of the pairs, and what the
/// stages took.
///
/// @param out the folder of the run, for people
/// @param usage of the stages that worked in this process; none for a run that was done before
/// @param earlier report of the process that worked on the run before; null when there was none
record EndReport(
    String out, Manifest manifest, List<StageUsage> usage, @Nullable JsonNode earlier) {
  private static final List<String> MEASURED =
      List.of("seconds", "cpu_seconds", "bytes", "items_per_s", "peak_rss_bytes");

  private static final int WIDTH = 80;
  private static final String INDENT = "  ";
  private static final double SHORTEST = 0.001;

  /// The report for programs, see `docs/reference/run-folder.md`.
  ObjectNode json() {
    ObjectNode report = Json.MAPPER.createObjectNode();
    report.put("out", out);
    report.put("dataset", out + "/dataset");
    report.put("rows", manifest.rows());
    report.put("records", manifest.records());
    report.put("pages", manifest.pages());
    report.put("damage", manifest.damage());
    ArrayNode damaged = report.putArray("damaged");
    manifest.damaged().forEach(place -> damaged.add(place.toString()));
    ArrayNode stages = report.putArray("stages");
    manifest.funnel().stages().forEach(step -> stages.add(json(step)));
    return report;
  }

  private ObjectNode json(Funnel.Step step) {
    ObjectNode stage = Json.MAPPER.valueToTree(step);
    Long peak = ProcessMemory.peakBytes();
    for (StageUsage used : usage) {
      if (used.stage() == step.stage()) {
        stage.put("seconds", used.seconds());
        stage.put("cpu_seconds", used.cpuSeconds());
        stage.put("bytes", used.bytes());
        stage.put("items_per_s", used.items() / Math.max(used.seconds(), SHORTEST));
        stage.put("peak_rss_bytes", peak);
        return stage;
      }
    }
    JsonNode before = before(step);
    MEASURED.forEach(name ->
        stage.set(name, before.path(name).isMissingNode() ? NullNode.instance : before.get(name)));
    return stage;
  }

  // What did not work in this process was measured by the one in which it did, if that one came to
  // its end.
  private JsonNode before(Funnel.Step step) {
    if (earlier != null) {
      for (JsonNode stage : earlier.path("stages")) {
        if (stage.path("stage").asText().equals(step.stage().label())) {
          return stage;
        }
      }
    }
    return MissingNode.getInstance();
  }

  /// The report for people, at most [#WIDTH] characters wide but for what they named themselves.
  void print(PrintWriter to) {
    to.println();
    to.printf("%-9s %12s %12s%n", "stage", "in", "out");
    for (Funnel.Step step : manifest.funnel().stages()) {
      to.printf("%-9s %,12d %,12d%n", step.stage().label(), step.in(), step.out());
      printIndented(to, refusals(step));
    }
    printUsage(to);
    printDamage(to);
    to.println();
    to.printf("Dataset: %s%n", out + "/dataset");
    for (Map.Entry<String, Long> part : parts().entrySet()) {
      to.printf("  %-9s %,12d rows%n", part.getKey(), part.getValue());
    }
    to.println();
    to.flush();
  }

  private static List<String> refusals(Funnel.Step step) {
    List<String> words = new ArrayList<>();
    step.refused().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> words.add("%s %,d".formatted(entry.getKey(), entry.getValue())));
    if (step.note() != null) {
      words.add(step.note());
    }
    return words;
  }

  private static void printIndented(PrintWriter to, List<String> words) {
    StringBuilder line = new StringBuilder(INDENT);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i) + (i + 1 < words.size() ? ", " : "");
      if (line.length() + word.length() > WIDTH && line.length() > INDENT.length()) {
        to.println(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word);
    }
    if (line.length() > INDENT.length()) {
      to.println(line);
    }
  }

  private void printUsage(PrintWriter to) {
    if (usage.isEmpty()) {
      return;
    }
    to.println();
    to.printf("%-9s %10s %10s %12s %10s%n", "stage", "seconds", "CPU s", "items/s", "MB/s");
    for (StageUsage used : usage) {
      double seconds = Math.max(used.seconds(), SHORTEST);
      String rate = used.bytes() == 0 ? "" : "%.1f".formatted(used.bytes() / 1e6 / seconds);
      to.printf(
          "%-9s %10.1f %10.1f %,12.0f %10s%n",
          used.stage().label(), used.seconds(), used.cpuSeconds(), used.items() / seconds, rate);
    }
    Long peak = ProcessMemory.peakBytes();
    if (peak != null) {
      to.printf("%nPeak memory: %,.0f MB%n", peak / 1e6);
    }
  }

  private void printDamage(PrintWriter to) {
    if (manifest.damage() == 0) {
      return;
    }
    Map<String, List<Damage>> files =
        manifest.damaged().stream()
            .collect(Collectors.groupingBy(Damage::file, LinkedHashMap::new, Collectors.toList()));
    to.printf(
        "%nDamaged places: %,d, in %,d archives. All around them was read.%n",
        manifest.damage(), files.size());
    for (List<Damage> places : files.values()) {
      String more = places.size() == 1 ? "" : " (and %,d more)".formatted(places.size() - 1);
      to.println("  " + Printable.of(places.getFirst().toString(), 300) + more);
    }
  }

  private Map<String, Long> parts() {
    Map<String, Long> parts = new LinkedHashMap<>();
    for (Manifest.File file : manifest.files()) {
      int slash = file.name().indexOf('/');
      if (slash > 0 && !file.name().endsWith(".npy")) {
        parts.merge(file.name().substring(0, slash), file.rows(), Long::sum);
      }
    }
    return parts;
  }
}
