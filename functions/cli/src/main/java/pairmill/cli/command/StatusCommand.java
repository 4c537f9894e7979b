package pairmill.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import pairmill.cli.Exit;
import pairmill.cli.StoreOption;
import pairmill.cli.aws.Deployed;
import pairmill.cli.aws.Overview;
import pairmill.cli.aws.RunStatus;
import pairmill.run.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill status`: how far runs on AWS are.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Tells how far a run on AWS is and what waits in the queues; without a name, which runs are not published yet.",
    footer = {"", "Example: pairmill status --store s3://my-bucket november"})
public final class StatusCommand implements Callable<Integer> {
  @Mixin StoreOption store;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Name of the run.")
  @Nullable String run;

  @Option(names = "--json", description = "The same as one JSON object on standard output.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Deployed deployed = Deployed.open(store)) {
      Record status =
          run == null
              ? Overview.of(deployed.store(), deployed.queues().counts())
              : RunStatus.of(run, deployed.store(), deployed.queues().counts());
      spec.commandLine()
          .getOut()
          .print(json ? new String(Json.bytes(status), StandardCharsets.UTF_8) : status.toString());
      spec.commandLine().getOut().flush();
    }
    return Exit.DONE;
  }
}
