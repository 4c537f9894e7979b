package pairmill.explorer.safe;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java program of this module that does in a process of its own what strangers ask for. It has
/// no environment, a small heap, and the libraries that it needs; when its memory ends, it ends.
///
/// @param main with the method `main`
/// @param libraries a class of each library, beside those of this module
/// @param heapMb megabytes of heap at most
public record Program(Class<?> main, List<Class<?>> libraries, int heapMb) {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null",
          "-Xlog:disable",
          "-Djava.awt.headless=true",
          "--enable-native-access=ALL-UNNAMED");

  /// Starts it. What it says on standard error is lost.
  ///
  /// @param folder where it may put what it needs, as long as it may write
  public Process start(Path folder, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMb + "m");
    command.addAll(FLAGS);
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    return builder.start();
  }

  private String classPath() {
    return Stream.concat(Stream.of(main), libraries.stream())
        .map(Program::place)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
