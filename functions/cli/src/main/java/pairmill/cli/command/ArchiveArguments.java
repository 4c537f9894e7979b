package pairmill.cli.command;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What the commands that read archives are told: which ones, and which of their pairs to take.
final class ArchiveArguments {
  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "WARC, WAT or ARC files, plain or compressed; a folder; an https:// or s3:// address; @LIST; - for standard input.")
  List<String> inputs;

  @Mixin RulesOption taking;
}
