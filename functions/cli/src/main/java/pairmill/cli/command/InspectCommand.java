package pairmill.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import pairmill.cli.ArchiveView;
import pairmill.cli.DatasetView;
import pairmill.cli.Exit;
import pairmill.cli.ParquetView;
import pairmill.cli.RunView;
import pairmill.cli.TarView;
import pairmill.cli.TextTable;
import pairmill.cli.WrongUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill inspect PATH`: what is in a file or a folder that the mill reads or writes.
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows what an archive, a Parquet or tar file, a run or a dataset holds.",
    footer = {"", "Example: pairmill inspect pairmill-out/dataset"})
public final class InspectCommand implements Callable<Integer> {
  private static final int ROWS = 3;
  private static final int LONGEST = 40;
  private static final int TAR_BLOCK = 512;

  private final ArchiveView.Extraction extraction;

  @Parameters(paramLabel = "PATH", description = "A file or a folder.")
  private Path path;

  @Spec private CommandSpec spec;

  private boolean damaged;

  /// A command that reads archives through `extraction`.
  public InspectCommand(ArchiveView.Extraction extraction) {
    this.extraction = extraction;
  }

  @Override
  public Integer call() throws IOException {
    String text = look();
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return damaged ? Exit.DAMAGE : Exit.DONE;
  }

  private String look() throws IOException {
    if (Files.isDirectory(path)) {
      return folder();
    }
    if (!Files.isRegularFile(path)) {
      throw new WrongUseException(path + ": no such file or folder");
    }
    return file();
  }

  private String folder() throws IOException {
    for (Path folder : List.of(path, path.resolve("dataset"))) {
      if (Files.isRegularFile(folder.resolve("manifest.json"))) {
        return DatasetView.open(folder).text();
      }
    }
    if (Files.isRegularFile(path.resolve("run.json"))) {
      return RunView.open(path).toString();
    }
    throw new WrongUseException(
        path + ": neither a dataset nor a run: no manifest.json, no run.json");
  }

  private String file() throws IOException {
    String name = String.valueOf(path.getFileName());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      in.mark(TAR_BLOCK);
      byte[] start = in.readNBytes(TAR_BLOCK);
      in.reset();
      if (beginsWith(start, "PAR1")) {
        return parquet();
      }
      if (TarView.begins(start)) {
        return TarView.read(in, name).toString();
      }
      if (beginsWith(start, "\u001f\u008b")
          || beginsWith(start, "WARC/")
          || beginsWith(start, "filedesc:")) {
        ArchiveView view = new ArchiveView();
        extraction.extract(in, name, view);
        damaged = view.damaged();
        return view.toString();
      }
    }
    throw new WrongUseException(path + ": no web archive, Parquet file or tar archive");
  }

  private static boolean beginsWith(byte[] start, String magic) {
    return new String(start, ISO_8859_1).startsWith(magic);
  }

  private String parquet() throws IOException {
    try (ParquetView view = ParquetView.open(path)) {
      List<ParquetView.ColumnView> columns = view.columns();
      List<List<String>> rows =
          view.first(ROWS, columns.stream().map(ParquetView.ColumnView::name).toList());
      TextTable table = new TextTable(LONGEST, "ll" + "l".repeat(rows.size()));
      table.row(line("column", "type", rows.size(), i -> "row " + (i + 1)));
      for (int c = 0; c < columns.size(); c++) {
        int column = c;
        ParquetView.ColumnView seen = columns.get(c);
        table.row(line(seen.name(), seen.type(), rows.size(), i -> rows.get(i).get(column)));
      }
      return "Parquet file, %,d rows, %,d columns\n\n%s"
          .formatted(view.rows(), columns.size(), table);
    }
  }

  private static String[] line(String name, String type, int rows, IntFunction<String> cell) {
    String[] cells = new String[2 + rows];
    cells[0] = name;
    cells[1] = type;
    for (int i = 0; i < rows; i++) {
      cells[2 + i] = cell.apply(i);
    }
    return cells;
  }
}
