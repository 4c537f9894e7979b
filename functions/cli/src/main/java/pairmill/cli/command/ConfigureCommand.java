package pairmill.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.SpecOptions;
import pairmill.cli.StoreOption;
import pairmill.cli.WrongUseException;
import pairmill.cli.aws.Configuration;
import pairmill.cli.aws.Deployed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill configure`: what the runs of a deployment are made by.
@Command(
    name = "configure",
    mixinStandardHelpOptions = true,
    description =
        "Says what runs that a deployment on AWS opens from now on are made by. Those that are open stay as they are.",
    footer = {"", "Example: pairmill configure --store s3://my-bucket --images archive"})
public final class ConfigureCommand implements Callable<Integer> {
  @Mixin StoreOption store;

  @Mixin RulesOption taking;

  @Mixin ImagesOption from;

  @Option(
      names = "--buckets",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Into how many buckets hosts are put, each downloaded from by one worker at a time; a run on one machine has 16 (default: ${DEFAULT-VALUE}).")
  int buckets;

  @Mixin SpecOptions making;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    making.check();
    WrongUseException.require(buckets >= 1, "--buckets", buckets, "1 or more");
    try (Deployed deployed = Deployed.open(store)) {
      Configuration configuration = Configuration.of(making, taking.rules, from.images, buckets);
      configuration.write(deployed.store());
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "Runs that %s opens from now on are made by:%n%n%s%n", deployed.address(), configuration);
      if (making.keepImages) {
        out.println("Kept pictures go when the bucket's lifecycle removes them: copy them before.");
      }
      out.flush();
    }
    return Exit.DONE;
  }
}
