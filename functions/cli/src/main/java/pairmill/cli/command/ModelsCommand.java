package pairmill.cli.command;

import picocli.CommandLine.Command;

/// `pairmill models`: the models that fill the columns of scores.
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists, fetches and verifies the models that rows are scored with.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example: pairmill models fetch"},
    subcommands = {ModelsListCommand.class, ModelsFetchCommand.class, ModelsVerifyCommand.class})
public final class ModelsCommand {}
