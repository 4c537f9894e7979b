package pairmill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static pairmill.pair.StageName.DOWNLOAD;
import static pairmill.pair.StageName.EXTRACT;
import static pairmill.pair.StageName.PLAN;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import pairmill.pair.Reason;

class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);
  private long seconds;
  private final StageMeter meter =
      new StageMeter(() -> seconds * 1_000_000_000, () -> 0, 40_000_000);

  @Test
  void pipeHearsOneLinePerActiveStageAndOneAtItsEnd() {
    ProgressLine line = new ProgressLine(out, Terminal.NONE, meter);
    extractHalf(line);
    line.tell();
    line.bytes(EXTRACT, 20_000_000);
    line.finished(EXTRACT);
    line.started(PLAN);
    line.kept(PLAN, 1_200);
    line.finished(PLAN);
    line.tell();
    line.tell();
    line.close();
    line.close();
    assertEquals(
        """
        extract: 50 %, 0:10 left, 2.0 MB/s, 1,234 kept, 415 refused: NO_ALT 312, GIF 70, SVG 20
        extract: 0:10, 4.0 MB/s, 1,234 kept, 415 refused: NO_ALT 312, GIF 70, SVG 20
        plan: 0:00, 1,200 kept
        """,
        told());
  }

  @Test
  void terminalSeesALinePerStageDrawnAgain() {
    ProgressLine line = new ProgressLine(out, new Terminal(true, 60, false), meter);
    extractHalf(line);
    line.tell();
    line.started(DOWNLOAD);
    line.kept(DOWNLOAD, 30);
    line.tell();
    assertEquals(
        """
        \rextract  [##########----------] 50 %, 0:10 left, 2.0 MB/s<K
        <1A\rextract  [##########----------] 50 %, 0:10 left, 2.0 MB/s<K
        \rdownload [--------------------] 30 kept<K
        """,
        told());
  }

  @Test
  void barIsGreenWhereColoursAreWanted() {
    ProgressLine line = new ProgressLine(out, new Terminal(true, 50, true), meter);
    extractHalf(line);
    line.tell();
    assertEquals("\rextract  <32m[##########----------]<0m 50 %, 0:10 left<K\n", told());
  }

  @Test
  void veryNarrowTerminalGetsNoBrokenEscapes() {
    ProgressLine line = new ProgressLine(out, new Terminal(true, 12, true), meter);
    extractHalf(line);
    line.tell();
    assertEquals("\rextract  [#<K\n", told());
  }

  @Test
  void quietLineCountsAndSaysNothing() {
    try (ProgressLine line = ProgressLine.open(out, true, meter)) {
      extractHalf(line);
    }
    assertEquals("", told());
    assertEquals(1_649, meter.usage().getFirst().items());
  }

  @Test
  void sizesAndTimesReadWell() {
    assertEquals("999 B", ProgressText.bytes(999));
    assertEquals("1.0 MB", ProgressText.bytes(999_999));
    assertEquals("12.3 GB", ProgressText.bytes(12_345_678_901L));
    assertEquals("0:59", ProgressText.duration(59.4));
    assertEquals("1:01:01", ProgressText.duration(3_661));
  }

  private void extractHalf(ProgressLine line) {
    line.started(EXTRACT);
    line.bytes(EXTRACT, 20_000_000);
    line.kept(EXTRACT, 1_234);
    line.refused(EXTRACT, Reason.NO_ALT, 312);
    line.refused(EXTRACT, Reason.GIF, 70);
    line.refused(EXTRACT, Reason.SVG, 20);
    line.refused(EXTRACT, Reason.DATA_URL, 13);
    seconds += 10;
  }

  private String told() {
    return bytes.toString(UTF_8).replace("\u001b[", "<");
  }
}
