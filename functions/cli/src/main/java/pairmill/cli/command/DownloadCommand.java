package pairmill.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import pairmill.cli.ImportPairs;
import pairmill.cli.Inputs;
import pairmill.cli.LocalRun;
import pairmill.cli.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill download`: pictures of pairs that somebody else found.
@Command(
    name = "download",
    mixinStandardHelpOptions = true,
    description =
        "Fetches the pictures of a table of addresses and captions, and keeps them as webdataset tars.",
    footer = {
      "",
      "Example: pairmill download --contact https://example.org/me --out pictures pairs.parquet"
    })
public final class DownloadCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PAIRS",
      description =
          "Parquet, JSON lines, CSV or TSV files with a column url and, if there is one, caption, text or alt; or a folder of them.")
  List<String> tables;

  @Mixin RunOptions options;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    options.check();
    options.making.keepImages = true;
    return options.withInputs(remote -> {
      Inputs found = Inputs.find(tables, Inputs.PAIRS, remote);
      ImportPairs.check(found.files().values());
      return LocalRun.of(options, spec.commandLine()).download(found);
    });
  }
}
