package pairmill.cli.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.Inputs;
import pairmill.cli.Interruption;
import pairmill.cli.PairFile;
import pairmill.cli.PairTally;
import pairmill.cli.ProgressLine;
import pairmill.cli.RemoteFile;
import pairmill.cli.StageMeter;
import pairmill.cli.Workshop;
import pairmill.cli.WrongUseException;
import pairmill.pair.StageName;
import pairmill.run.Json;
import pairmill.stage.Extractor;
import pairmill.store.Scratch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill extract`: the pairs of archives, and nothing else.
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    description = "Writes the pairs that archives hold.",
    footer = {"", "Example: pairmill extract --out pairs.parquet crawl.warc.wat.gz"})
public final class ExtractCommand implements Callable<Integer> {
  @Mixin ArchiveArguments archives;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "FILE.parquet or FILE.jsonl, all columns; FILE.tsv, address and caption; - for JSON lines on standard output.")
  String out;

  @Option(names = "--quiet", description = "No progress and no counts; damage is named.")
  boolean quiet;

  @Option(names = "--json", description = "The counts as one JSON object on standard output.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (json && out.equals(PairFile.STDOUT)) {
      throw new WrongUseException("--json and --out - both want standard output");
    }
    PairFile.check(out);
    Interruption interruption = new Interruption("Stopped. No file was written.");
    try (interruption;
        Scratch scratch = Scratch.open()) {
      return extract(
          Inputs.find(archives.inputs, Inputs.ARCHIVES, new RemoteFile(scratch.folder())));
    }
  }

  private int extract(Inputs found) throws IOException {
    long start = System.nanoTime();
    PairTally tally = write(found);
    double seconds = (System.nanoTime() - start) / 1e9;
    PrintWriter err = spec.commandLine().getErr();
    tally.printDamage(err);
    if (json) {
      byte[] report = Json.bytes(tally.report(seconds));
      spec.commandLine().getOut().print(new String(report, StandardCharsets.UTF_8));
    } else if (!quiet) {
      tally.print(err);
    }
    return tally.damaged() ? Exit.DAMAGE : Exit.DONE;
  }

  private PairTally write(Inputs found) throws IOException {
    Extractor extractor = Workshop.extractor(archives.taking.rules, PairFile.tellsLanguage(out));
    StageMeter meter = StageMeter.ofThisProcess(bytes(found));
    ProgressLine progress = ProgressLine.open(System.err, quiet, meter);
    try (progress;
        PairFile file = PairFile.create(out, spec.commandLine().getOut())) {
      PairTally tally = new PairTally(file, progress);
      progress.started(StageName.EXTRACT);
      for (Map.Entry<String, Path> archive : found.files().entrySet()) {
        try (InputStream in =
            new BufferedInputStream(Files.newInputStream(archive.getValue()), 1 << 16)) {
          extractor.extract(in, archive.getKey(), tally);
        }
      }
      file.finish();
      progress.finished(StageName.EXTRACT);
      return tally;
    }
  }

  private static long bytes(Inputs found) throws IOException {
    long bytes = 0;
    for (Path file : found.files().values()) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
