package pairmill.cli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.StoreOption;
import pairmill.cli.aws.Closing;
import pairmill.cli.aws.Deployed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill close`: a run has all its archives.
@Command(
    name = "close",
    mixinStandardHelpOptions = true,
    description =
        "Says that a run on AWS has all its archives: those under incoming/RUN/ now. It is planned, downloaded, scored and published then. Exit code 1 says that something was left out.",
    footer = {"", "Example: pairmill close --store s3://my-bucket november"})
public final class CloseCommand implements Callable<Integer> {
  @Mixin StoreOption store;

  @Parameters(paramLabel = "RUN", description = "Name of the run.")
  String run;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (Deployed deployed = Deployed.open(store)) {
      Closing closing = Closing.of(run, deployed.store(), deployed.queues().outbox());
      spec.commandLine().getOut().print(closing);
      spec.commandLine().getOut().flush();
      return closing.leftOut() ? Exit.DAMAGE : Exit.DONE;
    }
  }
}
