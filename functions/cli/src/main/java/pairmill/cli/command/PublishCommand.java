package pairmill.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import pairmill.cli.LocalRun;
import pairmill.cli.WrongUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill publish`: the dataset again, from the shards of a run.
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Rebuilds the dataset of a run from its stored shards.",
    footer = {"", "Example: pairmill publish my-run"})
public final class PublishCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder of the run.")
  Path folder;

  @Option(names = "--json", description = "The end report as one JSON object on standard output.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new WrongUseException(folder + ": no such folder");
    }
    return LocalRun.publish(folder, json, spec.commandLine().getOut());
  }
}
