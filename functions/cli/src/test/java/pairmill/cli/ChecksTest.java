package pairmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.ModelShelf;

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
  void modelsTellWhichColumnsStayEmpty() throws IOException {
    ModelShelf shelf = new ModelShelf(folder);
    assertEquals(
        Finding.costs(
            "models",
            "none but the heads; empty columns: similarity, aesthetic, punsafe, pwatermark, faces; to fill what can be filled: pairmill models fetch"),
        Checks.models(shelf));
    put("ultraface-rfb-320", "model.onnx", 1_270_727);
    put("clip-vit-b32-int8", "image.onnx", 89_117_001);
    put("clip-vit-b32-int8", "text.onnx", 254_102_519);
    assertEquals(
        Finding.costs(
            "models",
            "clip-vit-b32-int8, ultraface-rfb-320; empty columns: similarity of multi and nolang, pwatermark; to fill what can be filled: pairmill models fetch clip-vit-b32-multilingual"),
        Checks.models(shelf));
    put("clip-vit-b32-multilingual", "text.onnx", 135_377_779);
    put("clip-vit-b32-multilingual", "tokenizer.json", 1_961_847);
    put("clip-vit-b32-multilingual", "dense.safetensors", 1_572_984);
    assertEquals(
        Finding.ok(
            "models",
            "clip-vit-b32-int8, clip-vit-b32-multilingual, ultraface-rfb-320; empty columns: pwatermark"),
        Checks.models(shelf));
    Files.createDirectories(folder.resolve("own"));
    Path card = Files.writeString(folder.resolve("own").resolve("model.json"), "[]");
    assertEquals(
        Finding.missing("models", "[" + card + "] must be an object, not '[]'"),
        Checks.models(shelf));
  }

  /// A file of a model, all holes.
  private void put(String model, String file, long bytes) throws IOException {
    Path path = Files.createDirectories(folder.resolve(model)).resolve(file);
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }

  @Test
  void nothingIsMissingWhereTheseTestsRun() {
    for (var check : Checks.of(folder, () -> "a decoder 1.0")) {
      Finding finding = check.get();
      assertEquals(true, finding.status() != Finding.Status.MISSING, finding.toString());
    }
  }
}
