package pairmill.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import pairmill.cli.DatasetCheck;
import pairmill.cli.Exit;
import pairmill.cli.WrongUseException;
import pairmill.dataset.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill verify`: is this dataset what its manifest says?
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks a dataset against its manifest.",
    footer = {"", "Example: pairmill verify my-run"})
public final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A dataset, or the folder of the run that made it.")
  Path folder;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path dataset = dataset(folder);
    List<String> problems = DatasetCheck.of(dataset);
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(out::println);
    out.println(
        problems.isEmpty()
            ? dataset + " is what its manifest says."
            : problems.size() + " problems");
    return problems.isEmpty() ? Exit.DONE : Exit.DAMAGE;
  }

  private static Path dataset(Path folder) {
    for (Path candidate : List.of(folder, folder.resolve("dataset"))) {
      if (Files.isRegularFile(candidate.resolve(Manifest.NAME))) {
        return candidate;
      }
    }
    throw new WrongUseException(folder + ": no dataset here: there is no " + Manifest.NAME);
  }
}
