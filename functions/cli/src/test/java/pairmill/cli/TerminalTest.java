package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void standardErrorIsNoTerminalUnlessTheLauncherSaysSo() {
    assertEquals(Terminal.NONE, Terminal.ofStderr());
    assertEquals(Terminal.NONE, Terminal.of(false, Map.of("COLUMNS", "200")));
    assertEquals(new Terminal(true, 200, true), Terminal.of(true, Map.of("COLUMNS", "200")));
  }

  @Test
  void coloursAreLeftOutOnRequest() {
    Map<String, String> environment = Map.of("COLUMNS", "90", "NO_COLOR", "1");
    assertEquals(new Terminal(true, 90, false), Terminal.of(true, environment));
  }

  @Test
  void widthIsASmallPositiveNumber() {
    assertEquals(132, Terminal.columns("132"));
    assertNull(Terminal.columns(null));
    assertNull(Terminal.columns("0"));
    assertNull(Terminal.columns("-5"));
    assertNull(Terminal.columns("99999999999"));
  }

  @Test
  void peakMemoryIsTheHighWaterMark() {
    List<String> status = List.of("VmPeak:\t  900 kB", "VmHWM:\t  120 kB", "VmRSS:\t  100 kB");
    assertEquals(122_880L, ProcessMemory.peakBytes(status));
    assertNull(ProcessMemory.peakBytes(List.of("VmHWM: none")));
  }
}
