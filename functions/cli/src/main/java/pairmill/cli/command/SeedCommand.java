package pairmill.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.StoreOption;
import pairmill.cli.aws.Deployed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill seed`: a run of archives that lie in other buckets.
@Command(
    name = "seed",
    mixinStandardHelpOptions = true,
    description =
        "Opens a run on AWS whose archives are read where they lie, such as in Common Crawl's bucket, and starts it.",
    footer = {"", "Example: pairmill seed --store s3://my-bucket --run november @wat.paths.gz"})
public final class SeedCommand implements Callable<Integer> {
  @Mixin StoreOption store;

  @Option(names = "--run", paramLabel = "RUN", required = true, description = "Name of the run.")
  String run;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "commoncrawl",
      description = "The bucket that keys are of (default: ${DEFAULT-VALUE}).")
  String bucket;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "s3:// addresses of archives; keys of the bucket; @LIST, a file with one of these a line, gzipped or not.")
  List<String> inputs;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Deployed deployed = Deployed.open(store)) {
      spec.commandLine().getOut().print(deployed.seed(run, inputs, bucket));
      spec.commandLine().getOut().flush();
    }
    return Exit.DONE;
  }
}
