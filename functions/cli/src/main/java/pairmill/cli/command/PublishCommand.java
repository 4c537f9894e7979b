package pairmill.cli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import pairmill.cli.LocalRun;
import pairmill.cli.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill publish`: the dataset again, from the shards of a run.
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Rebuilds the dataset of a run from its stored shards.",
    footer = {"", "Example: pairmill publish my-run"})
public final class PublishCommand implements Callable<Integer> {
  @Mixin RunArgument run;

  @Option(names = "--json", description = "The end report as one JSON object on standard output.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    run.check();
    RunOptions options = RunOptions.usual();
    options.out = run.folder;
    options.store = run.store;
    return LocalRun.publish(options.place(), json, spec.commandLine().getOut());
  }
}
