package pairmill.explorer;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program that `pairmill explore` and `pairmill index` run.
@QuarkusMain
@Command(
    name = "pairmill",
    description = "Lets people look into a dataset.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ExploreCommand.class, IndexCommand.class, PracticeCommand.class})
public final class Main {
  static final int WRONG_USE = 2;
  static final int MACHINE = 3;

  private Main() {}

  public static void main(String... args) {
    int code = commandLine().execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    CommandLine program = new CommandLine(new Main());
    program.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    program.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    program.setUsageHelpAutoWidth(true);
    program.setParameterExceptionHandler(Main::wrongUse);
    program.setExecutionExceptionHandler(Main::failure);
    return program;
  }

  private static int wrongUse(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + e.getMessage());
    command.getErr().println("See '" + name + " --help'.");
    return WRONG_USE;
  }

  private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    boolean said = e instanceof IllegalArgumentException || e instanceof IOException;
    command
        .getErr()
        .println(command.getCommandSpec().qualifiedName() + ": " + (said ? e.getMessage() : e));
    if (!said) {
      e.printStackTrace(command.getErr());
    }
    return e instanceof IllegalArgumentException ? WRONG_USE : MACHINE;
  }
}
