package pairmill.explorer;

import java.io.IOException;
import java.util.concurrent.Callable;
import pairmill.explorer.index.Mark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `pairmill index PATH...`: makes the index that `explore` would make, before somebody waits for
/// it.
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = "Makes the index of a dataset, so that 'explore' starts at once.",
    footer = {"", "Example: pairmill index pairmill-out"})
final class IndexCommand implements Callable<Integer> {
  @Mixin private IndexOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Mark mark = options.build(spec.commandLine().getErr());
    spec.commandLine()
        .getOut()
        .printf(
            "%,d rows of %,d files are indexed in %s%n",
            mark.rows(), mark.files().size(), options.place());
    mark.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
    return 0;
  }
}
