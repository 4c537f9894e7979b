package pairmill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import pairmill.models.Catalog;
import pairmill.models.Model;
import pairmill.models.ModelFile;

final class FetchLineTest {
  private static final Model MODEL = Catalog.find("clip-vit-b32").orElseThrow();
  private static final ModelFile FILE = MODEL.files().getFirst();

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final StringWriter out = new StringWriter();

  private String drawn(Terminal terminal) {
    FetchLine line =
        new FetchLine(new PrintStream(err, true, UTF_8), terminal, new PrintWriter(out));
    line.at(MODEL, FILE, 1_000_000);
    line.at(MODEL, FILE, 1_000_001);
    line.at(MODEL, FILE, 351_686_194);
    line.done(MODEL, FILE, true);
    assertEquals("clip-vit-b32/image.onnx: fetched\n", out.toString());
    return err.toString(UTF_8).replace("\u001b[K", "<K>").replace('\r', '<');
  }

  @Test
  void terminalSeesOneLineThatIsDrawnAgain() {
    assertEquals(
        "<clip-vit-b32/image.onnx 0 %, 1.0 MB of 351.7 MB<K>"
            + "<clip-vit-b32/image.onnx 100 %, 351.7 MB of 351.7 MB<K>"
            + "<<K><",
        drawn(new Terminal(true, 80, false)));
  }

  @Test
  void lineNeverWraps() {
    assertEquals("<clip-vit-<K><<K><", drawn(new Terminal(true, 10, false)));
  }

  @Test
  void logSeesNoLine() {
    assertEquals("", drawn(Terminal.NONE));
  }
}
