package pairmill.cli.command;

import java.util.List;
import pairmill.filter.Rules;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the commands that read archives are told: which ones, and which of their pairs to take.
final class ArchiveArguments {
  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "WARC, WAT or ARC files, plain or compressed; a folder; an https:// address; @LIST; - for standard input.")
  List<String> inputs;

  @Option(
      names = "--rules",
      paramLabel = "NAME",
      defaultValue = "default",
      converter = RulesConverter.class,
      description =
          "Which pairs are taken: default; laion5b, as published; raw, no filter (default: ${DEFAULT-VALUE}).")
  Rules rules;
}
