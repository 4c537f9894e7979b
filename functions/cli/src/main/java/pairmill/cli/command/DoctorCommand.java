package pairmill.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pairmill.cli.Checks;
import pairmill.cli.Exit;
import pairmill.cli.Finding;
import pairmill.cli.TextTable;
import pairmill.run.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill doctor`: whether a run will work on this machine, and what it will lack.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Tells whether a run will work here: ok, costs something, or missing.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:a run will work", "1:it will work and lack something", "3:it will not work"},
    footer = {"", "Example: pairmill doctor --probe example.com"})
public final class DoctorCommand implements Callable<Integer> {
  private static final int LONGEST = 200;

  private final List<Supplier<Finding>> checks;

  @Option(names = "--json", description = "Print the findings as a JSON array.")
  private boolean json;

  @Option(
      names = "--probe",
      paramLabel = "HOST",
      description = "Tell as well whether the name of this host resolves; the host is not asked.")
  private @Nullable String probe;

  @Spec private CommandSpec spec;

  /// A command over checks, such as those of [Checks#of].
  public DoctorCommand(List<Supplier<Finding>> checks) {
    this.checks = List.copyOf(checks);
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    checks.forEach(check -> findings.add(check.get()));
    if (probe != null) {
      findings.add(Checks.name(probe));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? new String(Json.bytes(findings), StandardCharsets.UTF_8) : text(findings));
    out.flush();
    return exitCode(findings);
  }

  private static String text(List<Finding> findings) {
    TextTable table = new TextTable(LONGEST, "lll");
    for (Finding finding : findings) {
      table.row(finding.status().label(), finding.subject(), finding.sentence());
    }
    return table.toString();
  }

  private static int exitCode(List<Finding> findings) {
    return switch (findings.stream()
        .map(Finding::status)
        .max(Enum::compareTo)
        .orElse(Finding.Status.OK)) {
      case OK -> Exit.DONE;
      case COSTS -> Exit.DAMAGE;
      case MISSING -> Exit.MACHINE;
    };
  }
}
