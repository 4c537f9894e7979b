package pairmill.cli;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pairmill.dataset.RowJson;
import pairmill.pair.Pair;
import pairmill.parquet.ParquetFiles;
import pairmill.row.RowSink;
import pairmill.row.Table;
import pairmill.row.Tables;

/// A file of pairs in one of the formats that others read. It appears whole or not at all.
public final class PairFile implements Closeable {
  /// Standard output in place of a file: JSON lines.
  public static final String STDOUT = "-";

  static final String STDOUT_FAILED = "standard output cannot be written";

  private static final Table<Pair> TABLE = Tables.pairs(Workshop.BUCKETS);

  private final @Nullable Path target;
  private final @Nullable Path part;
  private final RowSink<Pair> sink;
  private boolean ended;

  private PairFile(@Nullable Path target, @Nullable Path part, RowSink<Pair> sink) {
    this.target = target;
    this.part = part;
    this.sink = sink;
  }

  /// Throws when a name tells no format, is a folder's, or its folder is not there.
  public static void check(String name) {
    if (name.equals(STDOUT)) {
      return;
    }
    if (!name.endsWith(".parquet") && !name.endsWith(".jsonl") && !name.endsWith(".tsv")) {
      throw new WrongUseException(
          name + ": the name must end in .parquet, .jsonl or .tsv, or be -");
    }
    if (Files.isDirectory(Path.of(name))) {
      throw new WrongUseException(name + ": is a folder");
    }
    Path folder = Path.of(name).toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new WrongUseException(folder + ": no such folder");
    }
  }

  /// Creates a file of the format that its name tells.
  public static PairFile create(String name, PrintWriter stdout) throws IOException {
    if (name.equals(STDOUT)) {
      return new PairFile(
          null, null, new Lines(new BufferedWriter(new Stdout(stdout)), PairFile::json));
    }
    Path target = Path.of(name).toAbsolutePath();
    String own = ".%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid());
    Path part = target.resolveSibling(own);
    return new PairFile(target, part, sink(name, part));
  }

  /// True when a format tells the language of captions.
  public static boolean tellsLanguage(String name) {
    return !name.endsWith(".tsv");
  }

  private static RowSink<Pair> sink(String name, Path part) throws IOException {
    if (name.endsWith(".parquet")) {
      return new ParquetFiles().create(part, TABLE);
    }
    // Unlike Files.newBufferedWriter this writes a lone surrogate as `?` instead of failing.
    Writer writer =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(part), StandardCharsets.UTF_8));
    return new Lines(writer, name.endsWith(".tsv") ? PairFile::tsv : PairFile::json);
  }

  void write(Pair pair) throws IOException {
    sink.write(pair);
  }

  /// Ends the file and gives it its name. Called once, after the last pair.
  public void finish() throws IOException {
    ended = true;
    sink.close();
    if (target != null && part != null) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (part == null) {
      return;
    }
    try {
      if (!ended) {
        sink.close();
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String tsv(Pair pair) {
    return escaped(pair.url()) + "\t" + escaped(pair.caption());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String json(Pair pair) {
    return RowJson.line(TABLE, pair);
  }

  /// Pairs as lines of text.
  private record Lines(Writer writer, Function<Pair, String> line) implements RowSink<Pair> {
    @Override
    public void write(Pair pair) throws IOException {
      writer.write(line.apply(pair));
      writer.write('\n');
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /// Standard output, which stays open, and whose own class keeps its failures to itself.
  private static final class Stdout extends Writer {
    private final PrintWriter out;

    Stdout(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      out.write(text, from, length);
      flush();
    }

    @Override
    public void flush() throws IOException {
      if (out.checkError()) {
        throw new IOException(STDOUT_FAILED);
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
