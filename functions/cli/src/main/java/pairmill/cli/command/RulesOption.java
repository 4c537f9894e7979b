package pairmill.cli.command;

import pairmill.filter.Rules;
import picocli.CommandLine.Option;

/// The flag of the commands that find pairs.
final class RulesOption {
  @Option(
      names = "--rules",
      paramLabel = "NAME",
      defaultValue = "default",
      converter = RulesConverter.class,
      description =
          "Which pairs are taken: default; laion5b, as published; raw, no filter (default: ${DEFAULT-VALUE}).")
  Rules rules;
}
