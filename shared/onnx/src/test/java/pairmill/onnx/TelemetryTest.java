package pairmill.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TelemetryTest {
  @TempDir Path home;

  /// What the process under test does.
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
      System.out.print(Onnx.on(Device.CPU).device());
    }
  }

  @Test
  void longCommandLinesEndWellAndNothingIsWrittenAtHome() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "x".repeat(8_000));
    java.environment().keySet().removeAll(List.of("CI", "ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"));
    java.environment().put("HOME", home.toString());
    Path output = home.resolve("output");
    Process process =
        java.redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertEquals(0, process.waitFor());
    assertEquals("CPU", Files.readString(output));
    try (Stream<Path> files = Files.list(home)) {
      assertEquals(List.of(output), files.toList());
    }
  }
}
