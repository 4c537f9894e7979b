package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Filter;
import pairmill.explorer.index.RowColumn;

/// A part of the dataset to train on: `/export` says how many rows a filter means and what to do
/// with them, `/export.parquet`, `.csv` and `.ndjson` are these rows, in the dataset's order.
@ApplicationScoped
public final class Export implements Page {
  /// Rows of a file at most.
  static final int MOST = 1_000_000;

  private static final int AT_A_TIME = 2;
  private static final long WAIT_SECONDS = 60;
  private static final List<RowColumn> COLUMNS =
      Stream.of(
              Stream.of(RowColumn.URL, RowColumn.CAPTION),
              RowColumn.of(RowColumn.Kind.SCORE).stream(),
              Stream.of(RowColumn.HASH))
          .flatMap(part -> part)
          .toList();

  private final Explored explored;
  private final Counts counts;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  @Inject
  Export(Explored explored, Counts counts) {
    this.explored = explored;
    this.counts = counts;
  }

  @Override
  public String name() {
    return "export";
  }

  private List<RowColumn> columns() {
    return COLUMNS.stream()
        .filter(column -> column == RowColumn.URL || explored.index().has(column))
        .toList();
  }

  @Override
  public Answer answer(Question question) throws IOException {
    Filter filter = question.filter();
    Images.missing(explored.index(), filter);
    long total = counts.of(filter);
    long given = Math.min(total, MOST);
    String columns =
        columns().stream().map(RowColumn::columnName).collect(Collectors.joining(", "));
    List<List<@Nullable Object>> files =
        List.of(
            file(filter, "parquet", "Parquet", "for img2dataset and pairmill download", given),
            file(filter, "csv", "CSV", "for spreadsheets", given),
            file(filter, "ndjson", "Lines of JSON", "for programs", given));
    return Answer.of(
            "Export",
            total > MOST
                ? "%,d rows; a file holds the first %,d of them.".formatted(total, MOST)
                : "%,d %s.".formatted(total, total == 1 ? "row" : "rows"),
            new Table(
                List.of(text("file", "File"), text("what", "What for"), count("rows", "Rows")),
                files,
                true,
                (long) files.size(),
                null))
        .in("export")
        .also("matches", total)
        .also("columns", columns)
        .with("filter", filter)
        .with("back", Question.address("images", filter.parameters()))
        .with("commands", commands());
  }

  private static List<@Nullable Object> file(
      Filter filter, String format, String label, String what, long rows) {
    return row(
        new Table.Link(label, Question.address("export." + format, filter.parameters())),
        what,
        rows);
  }

  /// A command and what it is for.
  public record Command(String title, String line) {}

  private List<Command> commands() {
    List<String> kept =
        columns().stream()
            .filter(column -> column != RowColumn.URL && column != RowColumn.CAPTION)
            .map(column -> '"' + column.columnName() + '"')
            .toList();
    String caption = explored.index().has(RowColumn.CAPTION) ? " --caption_col caption" : "";
    String more =
        kept.isEmpty() ? "" : " \\\n  --save_additional_columns '[" + String.join(",", kept) + "]'";
    return List.of(
        new Command(
            "With Pairmill, which asks each site what it permits",
            "pairmill download --contact https://YOUR.SITE/ABOUT --out pictures export.parquet"),
        new Command(
            "With img2dataset",
            "img2dataset --url_list export.parquet --input_format parquet \\\n  --url_col url"
                + caption
                + " --output_format webdataset --output_folder pictures"
                + more));
  }

  @Override
  public @Nullable Download download(Question question, String format) throws IOException {
    String type =
        switch (format) {
          case "parquet" -> "application/vnd.apache.parquet";
          case "csv" -> "text/csv;charset=utf-8";
          case "ndjson" -> "application/x-ndjson";
          default -> "";
        };
    if (type.isEmpty()) {
      return null;
    }
    Filter filter = question.filter();
    Images.missing(explored.index(), filter);
    if (places.availablePermits() == 0) {
      String sentence = "Two files are being written. Try again when they are done.";
      throw new RefusedException(
          503, sentence, Answer.of("Busy", sentence, Table.of(List.of(), List.of())).in("error"));
    }
    return new Download(type, "export." + format, out -> inTurn(filter, format, out));
  }

  private void inTurn(Filter filter, String format, OutputStream out) throws IOException {
    try {
      if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("others are being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    try {
      write(filter, format, out);
    } finally {
      places.release();
    }
  }

  private void write(Filter filter, String format, OutputStream out) throws IOException {
    BitSet ids = explored.finder().ids(filter, MOST);
    ExportRows rows = new ExportRows(explored.index(), ids, columns());
    if (format.equals("parquet")) {
      ExportParquet.write(rows, out);
      return;
    }
    List<Table.Column> columns =
        columns().stream().map(column -> text(column.columnName(), column.columnName())).toList();
    Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    if (format.equals("csv")) {
      text.write(Formats.csvHeading(columns));
      rows.each(row -> text.write(Formats.csvLine(row)));
    } else {
      rows.each(row -> text.write(Formats.jsonLine(columns, row)));
    }
    text.flush();
  }
}
