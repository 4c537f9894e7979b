package pairmill.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.cli.Main;
import pairmill.cost.Cost;
import pairmill.dataset.Funnel;
import pairmill.dataset.Manifest;
import pairmill.download.ArchivedImage;
import pairmill.filter.Rules;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.shard.Damage;
import pairmill.shard.ShardStats;
import pairmill.shard.TarWriter;
import pairmill.stage.PairSink;
import picocli.CommandLine;

class InspectCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void archiveTellsItsRecordsPairsAndDamage() throws IOException {
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.1\r\n");
    assertEquals(1, inspect(archive));
    assertEquals(
        """
        Archive

        pages                2
        records          1,234
        image responses      1
        damaged places       1
        image elements       4
        pairs                1
        refused: NO_ALT      2
        refused: GIF         1

        First pairs

        caption                   picture
        A cat\\u001b[31m on a mat  https://www.example.com/cat.jpg

        First damaged places

        [a.warc@77] clipped record
        """,
        out.toString());
  }

  private static void extract(InputStream in, String name, PairSink sink) throws IOException {
    sink.count("records", 1_234);
    sink.count("pages", 2);
    sink.refused(Reason.NO_ALT, "");
    sink.refused(Reason.NO_ALT, "");
    sink.refused(Reason.GIF, "https://www.example.com/a.gif");
    Provenance provenance =
        new Provenance(name, 0, 0, "https://www.example.com/", null, null, null);
    sink.pair(
        new Pair(
            "https://www.example.com/cat.jpg",
            "A cat\u001b[31m on a mat",
            Language.UNTOLD,
            provenance));
    sink.image(new ArchivedImage("https://www.example.com/cat.jpg", name, 9, 0, null));
    sink.damage(new Damage(name, 77, "clipped record"));
  }

  @Test
  void parquetFileTellsItsColumnsAndFirstRows() throws Exception {
    Path file = folder.resolve("it's [1] *.parquet");
    parquet(folder.resolve("it's 1 too.parquet"), "SELECT 'what the pattern would find'");
    parquet(file, "SELECT i AS n, 'row' || chr(27) || i AS \"odd \"\"name\" FROM range(5) t(i)");
    assertEquals(0, inspect(file), err.toString());
    assertEquals(
        """
        Parquet file, 5 rows, 2 columns

        column     type     row 1       row 2       row 3
        n          BIGINT   0           1           2
        odd "name  VARCHAR  row\\u001b0  row\\u001b1  row\\u001b2
        """,
        out.toString());
  }

  @Test
  void damagedParquetFileIsOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.parquet"), "PAR1 and nothing else PAR1");
    assertEquals(3, inspect(file));
    assertEquals("", out.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals(true, err.toString().contains("bad.parquet] cannot be read: "), err.toString());
  }

  @Test
  void tarTellsItsEntries() throws IOException {
    Path file = folder.resolve("00000.tar");
    try (OutputStream stream = Files.newOutputStream(file);
        TarWriter tar = new TarWriter(stream)) {
      for (int i = 0; i < 12; i++) {
        tar.add("00000000%d.txt".formatted(i), new byte[i * 100]);
      }
    }
    assertEquals(0, inspect(file));
    assertEquals(
        """
        Tar archive, 12 entries, 6,600 bytes

        entry          bytes
        000000000.txt      0
        000000001.txt    100
        000000002.txt    200
        000000003.txt    300
        000000004.txt    400
        000000005.txt    500
        000000006.txt    600
        000000007.txt    700
        000000008.txt    800
        000000009.txt    900
        ... and 2 more
        """,
        out.toString());
  }

  @Test
  void clippedTarIsOneSentence() throws IOException {
    Path file = folder.resolve("clipped.tar");
    try (OutputStream stream = Files.newOutputStream(file)) {
      new TarWriter(stream).add("a.txt", new byte[600]);
    }
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1_000));
    assertEquals(3, inspect(file));
    assertEquals("inspect: [clipped.tar@0] the file ends within the entry a.txt\n", err.toString());
  }

  @Test
  void datasetTellsItsFunnelFilesAndFirstRows() throws Exception {
    Files.createDirectories(folder.resolve("dataset/en"));
    parquet(
        folder.resolve("dataset/en/part-00000.parquet"),
        "SELECT 'https://www.example.com/cat.jpg' AS url, 'A cat' AS caption, 'en' AS language");
    Files.write(folder.resolve("dataset/manifest.json"), Json.bytes(manifest()));
    assertEquals(0, inspect(folder), err.toString());
    assertEquals(
        """
        Dataset, 1 rows from 1 archives, made by pairmill 0.1

        stage     in  out  refused
        extract    4    2  GIF 2
        plan       2    1  DUPLICATE 1
        download   1    1
        score      1    1
        publish    1    1

        file                           rows  bytes
        ../outside/part-00000.parquet     1      9
        README.md                              120
        en/part-00000.parquet             1    345

        ../outside/part-00000.parquet

        The file is missing.

        en/part-00000.parquet

        language  caption  url
        en        A cat    https://www.example.com/cat.jpg
        """,
        out.toString());
  }

  @Test
  void runWithoutADatasetTellsHowFarItGot() throws IOException {
    Files.createDirectories(folder.resolve("extract"));
    Files.write(folder.resolve("run.json"), Json.bytes(run()));
    Files.write(folder.resolve("extract/a-1.stats.json"), Json.bytes(extracted()));
    assertEquals(0, inspect(folder), err.toString());
    assertEquals(
        """
        Run without a dataset yet

        archive    bytes
        a.warc.gz  1,000

        stage     tasks done  in  out  refused
        extract            1   4    2  GIF 2
        plan               0   0    0
        download           0   0    0
        score              0   0    0
        """,
        out.toString());
  }

  @Test
  void brokenManifestIsOneSentence() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "{\"format\": 1}");
    assertEquals(3, inspect(folder));
    assertEquals(
        "inspect: [%s] is damaged: Cannot construct instance of `pairmill.dataset.Manifest`, problem: no spec\n"
            .formatted(folder.resolve("manifest.json")),
        err.toString());
  }

  @Test
  void missingPathIsOneSentence() {
    assertEquals(2, inspect(folder.resolve("none")));
    assertEquals(
        "inspect: " + folder.resolve("none") + ": no such file or folder\n", err.toString());
  }

  @Test
  void unknownFileIsOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "hello");
    assertEquals(2, inspect(file));
    assertEquals(
        "inspect: " + file + ": no web archive, Parquet file or tar archive\n", err.toString());
  }

  @Test
  void unknownFolderIsOneSentence() {
    assertEquals(2, inspect(folder));
    assertEquals(
        "inspect: " + folder + ": neither a dataset nor a run: no manifest.json, no run.json\n",
        err.toString());
  }

  @Test
  void helpEndsWithAnExample() {
    assertEquals(0, execute("--help"));
    assertEquals(
        """
        Usage: inspect [-hV] PATH
        Shows what an archive, a Parquet or tar file, a run or a dataset holds.
              PATH        A file or a folder.
          -h, --help      Show this help message and exit.
          -V, --version   Print version information and exit.

        Example: pairmill inspect pairmill-out/dataset
        """,
        out.toString());
  }

  private int inspect(Path path) {
    return execute(path.toString());
  }

  private int execute(String argument) {
    return new CommandLine(new InspectCommand(InspectCommandTest::extract))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(Main.commandLine().getExecutionExceptionHandler())
        .execute(argument);
  }

  private static void parquet(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      String name = file.toString().replace("'", "''");
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(sql, name));
    }
  }

  private static ShardStats extracted() {
    return stats(StageName.EXTRACT, 4, 2, Reason.GIF);
  }

  private static ShardStats stats(StageName stage, long in, long kept, Reason reason) {
    TreeMap<Reason, Long> refused = new TreeMap<>();
    if (in > kept) {
      refused.put(reason, in - kept);
    }
    return new ShardStats(
        stage,
        in,
        kept,
        refused,
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        0,
        Cost.NONE);
  }

  private static Run run() {
    RunSpec spec =
        new RunSpec(
            "pairmill 0.1",
            Rules.DEFAULT,
            ImagesFrom.ARCHIVE,
            null,
            null,
            null,
            64,
            10,
            1_000,
            false,
            false,
            null,
            null);
    return new Run(spec, true, List.of(new Run.Input("a.warc.gz", 1_000)), null);
  }

  private static Manifest manifest() {
    List<ShardStats> stats = new ArrayList<>();
    stats.add(extracted());
    stats.add(stats(StageName.PLAN, 2, 1, Reason.DUPLICATE));
    stats.add(stats(StageName.DOWNLOAD, 1, 1, Reason.GIF));
    stats.add(stats(StageName.SCORE, 1, 1, Reason.GIF));
    stats.add(stats(StageName.PUBLISH, 1, 1, Reason.GIF));
    List<Manifest.File> files =
        List.of(
            new Manifest.File("../outside/part-00000.parquet", 1, 9, ""),
            new Manifest.File("README.md", 0, 120, ""),
            new Manifest.File("en/part-00000.parquet", 1, 345, ""));
    return new Manifest(
        Manifest.FORMAT,
        run().spec(),
        run().inputs(),
        9,
        2,
        0,
        List.of(),
        Funnel.of(stats),
        1,
        new TreeMap<>(),
        List.of(),
        files);
  }
}
