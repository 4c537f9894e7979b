package pairmill.cli.command;

import java.util.concurrent.Callable;
import pairmill.cli.Inputs;
import pairmill.cli.LocalRun;
import pairmill.cli.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `pairmill run`: from archives to a dataset.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Turns web archives into an image-text dataset.",
    footer = {"", "Example: pairmill run --images archive --out my-run crawl.warc.gz"})
public final class RunCommand implements Callable<Integer> {
  @Mixin ArchiveArguments archives;

  @Mixin ImagesOption from;

  @Mixin RunOptions options;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    options.check();
    return options.withInputs(remote ->
        LocalRun.of(options, spec.commandLine())
            .run(
                Inputs.find(archives.inputs, Inputs.ARCHIVES, remote),
                archives.taking.rules,
                from.images));
  }
}
