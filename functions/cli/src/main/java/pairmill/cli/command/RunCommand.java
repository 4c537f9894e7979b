package pairmill.cli.command;

import java.util.concurrent.Callable;
import pairmill.cli.Inputs;
import pairmill.cli.LocalRun;
import pairmill.cli.RemoteFile;
import pairmill.cli.RunOptions;
import pairmill.run.ImagesFrom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill run`: from archives to a dataset.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Turns web archives into an image-text dataset.",
    footer = {"", "Example: pairmill run --images archive --out my-run crawl.warc.gz"})
public final class RunCommand implements Callable<Integer> {
  @Mixin ArchiveArguments archives;

  @Option(
      names = "--images",
      paramLabel = "FROM",
      defaultValue = "web",
      converter = ImagesFromConverter.class,
      description =
          "Where pictures come from: web; archive, image responses in the same inputs; none (default: ${DEFAULT-VALUE}).")
  ImagesFrom images;

  @Mixin RunOptions options;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    options.check();
    Inputs found =
        Inputs.find(
            archives.inputs, Inputs.ARCHIVES, new RemoteFile(options.out.resolve("incoming")));
    return LocalRun.of(options, spec.commandLine()).run(found, archives.rules, images);
  }
}
