package pairmill.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pairmill.cli.Finding;
import picocli.CommandLine;

class DoctorCommandTest {
  private final StringWriter out = new StringWriter();

  @Test
  void everythingInOrderIsExitCodeZero() {
    assertEquals(0, run(List.of(Finding.ok("java", "JDK 25 by Somebody"))));
    assertEquals("ok  java  JDK 25 by Somebody\n", out.toString());
  }

  @Test
  void somethingThatCostsIsExitCodeOne() {
    assertEquals(
        1, run(List.of(Finding.ok("java", "JDK 25"), Finding.costs("models", "no CLIP model"))));
    assertEquals(
        """
        ok     java    JDK 25
        costs  models  no CLIP model
        """,
        out.toString());
  }

  @Test
  void somethingMissingIsExitCodeThree() {
    assertEquals(
        3,
        run(
            List.of(
                Finding.missing("tables", "DuckDB does not start: no\u001b[31m library"),
                Finding.costs("cores", "1 core"))));
    assertEquals(
        """
        missing  tables  DuckDB does not start: no\\u001b[31m library
        costs    cores   1 core
        """,
        out.toString());
  }

  @Test
  void findingsAreJsonOnDemand() {
    assertEquals(0, run(List.of(Finding.ok("java", "JDK 25")), "--json"));
    assertEquals(
        """
        [ {
          "status" : "ok",
          "subject" : "java",
          "sentence" : "JDK 25"
        } ]
        """,
        out.toString());
  }

  @Test
  void namesAreProbedOnDemand() {
    assertEquals(0, run(List.of(), "--probe", "127.0.0.1"));
    assertEquals("ok  names  127.0.0.1 resolves to 127.0.0.1\n", out.toString());
  }

  @Test
  void helpEndsWithAnExample() {
    assertEquals(0, run(List.of(), "--help"));
    assertEquals(
        """
        Usage: doctor [-hV] [--json] [--probe=HOST]
        Tells whether a run will work here: ok, costs something, or missing.
          -h, --help         Show this help message and exit.
              --json         Print the findings as a JSON array.
              --probe=HOST   Tell as well whether the name of this host resolves; the
                               host is not asked.
          -V, --version      Print version information and exit.
        Exit codes:
          0   a run will work
          1   it will work and lack something
          3   it will not work

        Example: pairmill doctor --probe example.com
        """,
        out.toString());
  }

  private int run(List<Finding> findings, String... args) {
    List<Supplier<Finding>> checks =
        findings.stream().<Supplier<Finding>>map(finding -> () -> finding).toList();
    return new CommandLine(new DoctorCommand(checks)).setOut(new PrintWriter(out)).execute(args);
  }
}
