package pairmill.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pairmill.cli.WrongUseException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which run the commands that go on with one are told to take.
final class RunArgument {
  @Parameters(arity = "0..1", paramLabel = "DIR", description = "Folder of the run.")
  @Nullable Path folder;

  @Option(
      names = "--store",
      paramLabel = "s3://BUCKET/FOLDER",
      description = "Folder of the run in S3, instead of DIR.")
  @Nullable String store;

  /// Throws when it cannot be.
  void check() {
    if ((folder == null) == (store == null)) {
      throw new WrongUseException("name the run, by its folder or by --store");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new WrongUseException(folder + ": no such folder");
    }
  }
}
