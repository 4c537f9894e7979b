package pairmill.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import pairmill.cli.Main;
import picocli.CommandLine;

/// One run of the program in this process.
///
/// @param code the exit code
/// @param out what went to standard output
/// @param err what commands wrote to standard error
record Invocation(int code, String out, String err) {
  static Invocation of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program = Main.commandLine();
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(err, true));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = String.valueOf(arguments[i]);
    }
    int code = program.execute(words);
    return new Invocation(code, out.toString(), err.toString());
  }
}
