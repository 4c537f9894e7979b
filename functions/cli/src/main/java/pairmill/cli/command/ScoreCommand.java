package pairmill.cli.command;

import java.util.concurrent.Callable;
import pairmill.cli.LocalRun;
import pairmill.cli.RunOptions;
import pairmill.cli.ScorerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill score`: the pictures of a run again, by another model.
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description =
        "Scores the pictures that a run kept, with another model or thresholds, and publishes it again.",
    footer = {"", "Example: pairmill score --scorer clip-vit-b32 my-run"})
public final class ScoreCommand implements Callable<Integer> {
  @Mixin RunArgument run;

  @Mixin ScorerOptions scoring;

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  @Option(names = "--json", description = "The end report as one JSON object on standard output.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    run.check();
    RunOptions options = RunOptions.usual();
    options.out = run.folder;
    options.store = run.store;
    options.making.scoring = scoring;
    options.quiet = quiet;
    options.json = json;
    return LocalRun.of(options, spec.commandLine()).score();
  }
}
