package pairmill.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.Printable;
import pairmill.cli.StoreOption;
import pairmill.cli.aws.Deployed;
import pairmill.cli.aws.Redrive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill redrive`: failed tasks get another chance.
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description =
        "Sends the tasks of a queue back that were set aside because they failed too often.",
    footer = {"", "Example: pairmill redrive --store s3://my-bucket download"})
public final class RedriveCommand implements Callable<Integer> {
  private static final int LONGEST = 300;

  @Mixin StoreOption store;

  @Parameters(
      paramLabel = "QUEUE",
      description = "extract, dataset, download or, where there is a scorer, score.")
  String queue;

  @Option(names = "--dry-run", description = "Show the tasks and leave them where they are.")
  boolean dryRun;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (Deployed deployed = Deployed.open(store)) {
      String end = Redrive.of(queue, deployed.queues(), dryRun, this::tell);
      spec.commandLine().getOut().println(end);
    }
    return Exit.DONE;
  }

  private void tell(String body) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Printable.of(body, LONGEST));
    out.flush();
  }
}
