package pairmill.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.StoreOption;
import pairmill.cli.aws.Deployed;
import pairmill.cli.aws.RunCost;
import pairmill.run.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill cost`: what a run on AWS has cost.
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description = "Adds up what the tasks of a run on AWS have cost, by list prices.",
    footer = {"", "Example: pairmill cost --store s3://my-bucket november"})
public final class CostCommand implements Callable<Integer> {
  @Mixin StoreOption store;

  @Parameters(paramLabel = "RUN", description = "Name of the run.")
  String run;

  @Option(names = "--json", description = "The same as one JSON object on standard output.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Deployed deployed = Deployed.open(store)) {
      RunCost cost = RunCost.of(run, deployed.store());
      spec.commandLine()
          .getOut()
          .print(json ? new String(Json.bytes(cost), StandardCharsets.UTF_8) : cost.toString());
      spec.commandLine().getOut().flush();
    }
    return Exit.DONE;
  }
}
