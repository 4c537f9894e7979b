package pairmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pairmill.dataset.Funnel;
import pairmill.dataset.Manifest;
import pairmill.pair.Reason;
import pairmill.run.Json;

/// What a published dataset holds, by its manifest and by its first rows.
public final class DatasetView {
  private static final int ROWS = 3;
  private static final int LONGEST = 50;
  private static final List<String> COLUMNS = List.of("status", "language", "caption", "url");

  private final Path folder;
  private final Manifest manifest;

  private DatasetView(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /// Reads the manifest of a dataset.
  ///
  /// @param folder that holds `manifest.json`
  /// @throws IOException when the manifest is damaged, or of a later version
  public static DatasetView open(Path folder) throws IOException {
    Path file = folder.resolve(Manifest.NAME);
    Manifest manifest = Json.read(Files.readAllBytes(file), Manifest.class, file.toString());
    if (manifest.format() != Manifest.FORMAT) {
      throw new IOException(
          "[%s] is of format %d, this program reads %d"
              .formatted(file, manifest.format(), Manifest.FORMAT));
    }
    return new DatasetView(folder, manifest);
  }

  /// The dataset, for people.
  ///
  /// @throws IOException when a file of rows cannot be read
  public String text() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        "Dataset, %s rows from %s archives, made by %s\n"
            .formatted(
                ProgressText.number(manifest.rows()),
                ProgressText.number(manifest.inputs().size()),
                Printable.of(manifest.spec().software(), LONGEST)));
    text.append("\n").append(funnel()).append("\n").append(files());
    for (Manifest.File file : manifest.files()) {
      if (file.rows() > 0 && file.name().endsWith("/part-00000.parquet")) {
        text.append("\n").append(Printable.of(file.name(), LONGEST)).append("\n\n");
        text.append(firstRows(file.name()));
      }
    }
    return text.toString();
  }

  private TextTable funnel() {
    TextTable table = new TextTable(2 * LONGEST, "lrrl").row("stage", "in", "out", "refused");
    for (Funnel.Step step : manifest.funnel().stages()) {
      table.row(
          step.stage().label(),
          ProgressText.number(step.in()),
          ProgressText.number(step.out()),
          reasons(new TreeMap<>(step.refused())));
    }
    return table;
  }

  /// Reasons with their counts, as `GIF 2, SVG 1`.
  public static String reasons(SortedMap<Reason, Long> refused) {
    return refused.entrySet().stream()
        .map(e -> e.getKey() + " " + ProgressText.number(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private TextTable files() {
    TextTable table = new TextTable(LONGEST, "lrr").row("file", "rows", "bytes");
    for (Manifest.File file : manifest.files()) {
      String rows = file.rows() == 0 ? "" : ProgressText.number(file.rows());
      table.row(file.name(), rows, ProgressText.number(file.bytes()));
    }
    return table;
  }

  // The names come from a file that anybody may have written.
  private String firstRows(String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
      return "The file is missing.\n";
    }
    try (ParquetView view = ParquetView.open(file)) {
      List<String> names = view.columns().stream().map(ParquetView.ColumnView::name).toList();
      List<String> shown = COLUMNS.stream().filter(names::contains).toList();
      TextTable table = new TextTable(LONGEST, "l".repeat(shown.size()));
      table.row(shown.toArray(String[]::new));
      if (!shown.isEmpty()) {
        view.first(ROWS, shown).forEach(row -> table.row(row.toArray(String[]::new)));
      }
      return table.toString();
    }
  }
}
