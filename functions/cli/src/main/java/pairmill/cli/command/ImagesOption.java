package pairmill.cli.command;

import pairmill.run.ImagesFrom;
import picocli.CommandLine.Option;

/// The flag of the commands that say what becomes of an archive's pairs.
final class ImagesOption {
  @Option(
      names = "--images",
      paramLabel = "FROM",
      defaultValue = "web",
      converter = ImagesFromConverter.class,
      description =
          "Where pictures come from: web; archive, image responses in the same inputs; none (default: ${DEFAULT-VALUE}).")
  ImagesFrom images;
}
