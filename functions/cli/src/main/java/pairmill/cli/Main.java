package pairmill.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import pairmill.cli.command.CloseCommand;
import pairmill.cli.command.ConfigureCommand;
import pairmill.cli.command.CostCommand;
import pairmill.cli.command.DemoCommand;
import pairmill.cli.command.DoctorCommand;
import pairmill.cli.command.DownloadCommand;
import pairmill.cli.command.EmbedCommand;
import pairmill.cli.command.ExtractCommand;
import pairmill.cli.command.InspectCommand;
import pairmill.cli.command.ModelsCommand;
import pairmill.cli.command.PublishCommand;
import pairmill.cli.command.RedriveCommand;
import pairmill.cli.command.RunCommand;
import pairmill.cli.command.ScoreCommand;
import pairmill.cli.command.SeedCommand;
import pairmill.cli.command.StatusCommand;
import pairmill.cli.command.VerifyCommand;
import pairmill.filter.Rules;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `pairmill`.
@Command(
    name = "pairmill",
    mixinStandardHelpOptions = true,
    versionProvider = Software.class,
    description = "Mills web archives into image-text datasets.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with: pairmill demo",
      "Look into what came out: pairmill explore PATH, a program of its own"
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ExtractCommand.class,
      DownloadCommand.class,
      ScoreCommand.class,
      EmbedCommand.class,
      PublishCommand.class,
      VerifyCommand.class,
      ModelsCommand.class,
      ConfigureCommand.class,
      SeedCommand.class,
      CloseCommand.class,
      StatusCommand.class,
      CostCommand.class,
      RedriveCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(execute(commandLine(), args));
  }

  /// Executes, and tells when standard output did not take all that was written: the streams of the
  /// JDK keep that to themselves.
  static int execute(CommandLine program, String... args) {
    int code = run(program, args);
    if (program.getOut().checkError() && code != Exit.MACHINE) {
      program.getErr().println("pairmill: " + PairFile.STDOUT_FAILED);
      return Exit.MACHINE;
    }
    return code;
  }

  // Left to the JDK an error would end in 1: done, with damage.
  private static int run(CommandLine program, String... args) {
    try {
      return program.execute(args);
    } catch (OutOfMemoryError e) {
      program.getErr().println("pairmill: out of memory: " + e.getMessage());
      return Exit.MACHINE;
    }
  }

  /// The program, ready to execute; exit codes as in [Exit].
  public static CommandLine commandLine() {
    CommandLine program = new CommandLine(new Main());
    program.addSubcommand(new InspectCommand(Workshop.extractor(Rules.DEFAULT, false)::extract));
    program.addSubcommand(
        new DoctorCommand(Checks.of(Path.of(""), () -> Workshop.pictureReader().decoder())));
    program.getSubcommands().values().forEach(Main::listExitCodes);
    program.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    program.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    program.setExpandAtFiles(false); // @FILE is a list of inputs, not of arguments
    program.setUsageHelpAutoWidth(true);
    program.setParameterExceptionHandler(Main::wrongUse);
    program.setExecutionExceptionHandler(Main::failure);
    return program;
  }

  private static void listExitCodes(CommandLine command) {
    CommandLine.Model.UsageMessageSpec help = command.getCommandSpec().usageMessage();
    if (help.exitCodeList().isEmpty()) {
      help.exitCodeListHeading("Exit codes:%n").exitCodeList(Exit.CODES);
    }
    command.getSubcommands().values().forEach(Main::listExitCodes);
  }

  private static int wrongUse(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("See '" + name + " --help'.");
    return Exit.WRONG_USE;
  }

  private static int failure(
      Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
    Exception e =
        thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException cause
            ? cause
            : thrown;
    if (e instanceof InterruptedException || e.getClass() == InterruptedIOException.class) {
      return Exit.MACHINE; // the process is ending, and whoever stopped it was told
    }
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + sentence(e));
    if (!(e instanceof WrongUseException || e instanceof IOException)) {
      e.printStackTrace(command.getErr());
    }
    return e instanceof WrongUseException ? Exit.WRONG_USE : Exit.MACHINE;
  }

  /// What an exception says to a person. Those of the file system name a file and leave the problem
  /// to their class.
  static String sentence(Exception e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case WrongUseException wrong -> message;
      case NoSuchFileException missing -> message + ": no such file";
      case AccessDeniedException denied -> message + ": permission denied";
      case FileSystemLoopException loop -> message + ": a link back to a folder in which it stands";
      case FileSystemException other when other.getReason() == null ->
          message + ": " + e.getClass().getSimpleName();
      case IOException machine -> message;
      default -> "this should not happen: " + e;
    };
  }
}
