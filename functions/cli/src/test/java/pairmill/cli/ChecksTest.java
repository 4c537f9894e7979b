package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  @TempDir Path folder;

  @Test
  void oldJavaIsTold() {
    assertEquals(Finding.ok("java", "JDK 25 by X"), Checks.java(25, "X"));
    assertEquals(
        Finding.missing("java", "JDK 21 by X: 25 or newer is needed"), Checks.java(21, "X"));
  }

  @Test
  void littleOfSomethingCosts() {
    assertEquals(Finding.Status.COSTS, Checks.cores(1).status());
    assertEquals(Finding.ok("cores", "2 cores"), Checks.cores(2));
    assertEquals(
        Finding.costs("memory", "heap of 512.0 MB: give it -Xmx1g or more"),
        Checks.heap(512_000_000));
    assertEquals(Finding.ok("memory", "heap of 1.0 GB"), Checks.heap(1_000_000_000));
    assertEquals(
        Finding.costs("disk", "9.0 GB free here: large runs will not fit"),
        Checks.disk(9_000_000_000L));
  }

  @Test
  void folderThatIsNotThereHasNoDisk() {
    assertEquals(Finding.Status.MISSING, Checks.disk(folder.resolve("none")).status());
  }

  @Test
  void absentModelsSendRowsToNolang() {
    assertEquals(
        Finding.costs("languages", "no models: every row goes to nolang"),
        Checks.languages("no.such.Detector"));
  }

  @Test
  void decoderThatDoesNotLoadIsMissing() {
    assertEquals(Finding.ok("pictures", "a decoder 1.0"), Checks.pictures(() -> "a decoder 1.0"));
    assertEquals(
        Finding.missing("pictures", "no decoder: libx.so"),
        Checks.pictures(() -> {
          throw new UnsatisfiedLinkError("libx.so");
        }));
  }

  @Test
  void nothingIsMissingWhereTheseTestsRun() {
    for (var check : Checks.of(folder, () -> "a decoder 1.0")) {
      Finding finding = check.get();
      assertEquals(true, finding.status() != Finding.Status.MISSING, finding.toString());
    }
  }
}
