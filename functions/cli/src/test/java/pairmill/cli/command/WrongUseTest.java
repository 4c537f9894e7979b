package pairmill.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be done is told in one sentence, and nothing is written.
final class WrongUseTest {
  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("out");
  }

  private void refused(String sentence, Object... arguments) {
    Invocation run = Invocation.of(arguments);
    assertEquals(sentence, run.err().lines().findFirst().orElse(""));
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertFalse(Files.exists(out()), "something was written");
  }

  @Test
  void missingFile() {
    Path missing = folder.resolve("missing.warc.gz");
    refused(
        "pairmill run: " + missing + ": no such file or folder", "run", "--out", out(), missing);
  }

  @Test
  void unknownFileType() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "nothing of interest");
    refused(
        "pairmill run: " + notes.toRealPath() + ": unknown file type",
        "run",
        "--out",
        out(),
        notes);
  }

  @Test
  void folderWithoutArchives() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(
        "pairmill run: nothing to read: no folder that was named holds a file of a known type",
        "run",
        "--out",
        out(),
        empty);
  }

  @Test
  void bucketThatCannotBe() {
    refused(
        "pairmill run: INPUT: no name of a bucket: 'My_Bucket'",
        "run",
        "--out",
        out(),
        "s3://My_Bucket/a.warc.gz");
  }

  @Test
  void runInTwoPlaces() {
    refused(
        "pairmill run: --out and --store exclude each other",
        "run",
        "--out",
        out(),
        "--store",
        "s3://bucket/run",
        "x.warc");
    refused(
        "pairmill score: name the run, by its folder or by --store",
        "score",
        "--store",
        "s3://bucket/run",
        folder);
  }

  @Test
  void runInNoPlace() {
    refused("pairmill publish: name the run, by its folder or by --store", "publish");
  }

  @Test
  void runInAWholeBucket() {
    refused(
        "pairmill publish: --store: a run has a folder of its own, s3://BUCKET/FOLDER, not 's3://bucket'",
        "publish",
        "--store",
        "s3://bucket");
  }

  @Test
  void folderOfABucket() {
    refused(
        "pairmill run: s3://bucket/archives/: the address names no file",
        "run",
        "--out",
        out(),
        "s3://bucket/archives/");
  }

  @Test
  void storeThatIsNoAddress() {
    refused(
        "pairmill status: --store: no address in S3, s3://bucket/key: 'bucket'",
        "status",
        "--store",
        "bucket");
  }

  @Test
  void deploymentInAFolder() {
    refused(
        "pairmill close: --store: a deployment has a bucket of its own, and no folder: 's3://bucket/folder'",
        "close",
        "--store",
        "s3://bucket/folder",
        "may");
  }

  @Test
  void noBuckets() {
    refused(
        "pairmill configure: --buckets must be 1 or more, not 0",
        "configure",
        "--store",
        "s3://bucket",
        "--buckets",
        0);
  }

  @Test
  void wrongFlag() {
    refused(
        "pairmill run: Unknown option: '--imges'",
        "run",
        "--imges",
        "web",
        "--out",
        out(),
        "x.warc");
  }

  @Test
  void wrongImages() {
    refused(
        "pairmill run: Invalid value for option '--images': 'disk' is none of web, archive, none",
        "run",
        "--images",
        "disk",
        "--out",
        out(),
        "x.warc");
  }

  @Test
  void negativeRate() {
    refused(
        "pairmill run: --host-rate must be 0 or more, not -1.0",
        "run",
        "--host-rate=-1",
        "--out",
        out(),
        "x.warc");
  }

  @Test
  void addressThatIsNone() {
    Invocation run = Invocation.of("run", "--allow-address", "nonsense", "--out", out(), "x.warc");
    assertEquals(2, run.code(), run.err());
    assertFalse(Files.exists(out()));
  }

  @Test
  void modelThatIsNotHere() throws IOException {
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.0\r\n");
    refused(
        "pairmill run: --scorer big: no such model; 'pairmill models list' lists them",
        "run",
        "--scorer",
        "big",
        "--out",
        out(),
        archive);
  }

  @Test
  void modelWhoseFilesAreNotHere() throws IOException {
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.0\r\n");
    refused(
        "pairmill run: --scorer clip-vit-b32-int8: its files are not here; 'pairmill models fetch clip-vit-b32-int8' brings them",
        "run",
        "--scorer",
        "clip-vit-b32-int8",
        "--models",
        folder.resolve("models"),
        "--out",
        out(),
        archive);
  }

  @Test
  void modelThatCannotScore() throws IOException {
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.0\r\n");
    refused(
        "pairmill run: --scorer nsfw-b32: no model of pictures and captions",
        "run",
        "--scorer",
        "nsfw-b32",
        "--out",
        out(),
        archive);
  }

  @Test
  void folderWithoutAModel() throws IOException {
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.0\r\n");
    refused(
        "pairmill run: --scorer %s: [%s] must be a folder with a model: model.json, or image.onnx and text.onnx"
            .formatted(folder, folder),
        "run",
        "--scorer",
        folder,
        "--out",
        out(),
        archive);
  }

  @Test
  void scorerWithoutPictures() throws IOException {
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.0\r\n");
    refused(
        "pairmill run: --scorer clip-vit-b32: with --images none there is nothing to score",
        "run",
        "--images",
        "none",
        "--scorer",
        "clip-vit-b32",
        "--out",
        out(),
        archive);
  }

  @Test
  void deviceThatIsNone() throws IOException {
    refused(
        "pairmill embed: --device must be auto, cpu, cuda, tensorrt, not tpu",
        "embed",
        "--model",
        TestDouble.FOLDER,
        "--device",
        "tpu",
        "--texts",
        "texts.txt",
        "--out",
        out());
  }

  @Test
  void embeddingOfNothing() {
    refused(
        "pairmill embed: one of --images, --pixels and --texts has to be given",
        "embed",
        "--model",
        TestDouble.FOLDER,
        "--out",
        out());
  }

  @Test
  void textsInAnUnknownFormat() throws IOException {
    Path texts = Files.writeString(folder.resolve("texts.csv"), "a,b");
    refused(
        "pairmill embed: " + texts + ": texts stand in a .txt or .jsonl file",
        "embed",
        "--model",
        TestDouble.FOLDER,
        "--texts",
        texts,
        "--out",
        out());
  }

  @Test
  void lineThatIsNoText() throws IOException {
    Path texts = Files.writeString(folder.resolve("texts.jsonl"), "{\"text\": \"a\"}\n{}\n");
    refused(
        "pairmill embed: " + texts + ", line 2: no JSON object with a text",
        "embed",
        "--model",
        TestDouble.FOLDER,
        "--texts",
        texts,
        "--out",
        out());
  }

  @Test
  void scoringWithoutARun() {
    refused("pairmill score: " + folder + ": no run here", "score", folder);
  }

  @Test
  void pairsInAnUnknownFormat() {
    refused(
        "pairmill extract: pairs.xml: the name must end in .parquet, .jsonl or .tsv, or be -",
        "extract",
        "--out",
        "pairs.xml",
        "x.warc");
  }

  @Test
  void removalListWithALineThatIsNone() throws IOException {
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.0\r\n");
    Path list = Files.writeString(folder.resolve("list.txt"), "a.org\n9223372036854775808\n");
    refused(
        "pairmill run: "
            + list
            + ", line 2: '9223372036854775808' is neither the 64-bit hash of a pair nor the hash of a picture",
        "run",
        "--removals",
        list,
        "--out",
        out(),
        archive);
  }

  @Test
  void tableWithoutAddresses() throws IOException {
    Path good = Files.writeString(folder.resolve("good.csv"), "url\nhttp://a.org/1\n");
    Path table = Files.writeString(folder.resolve("links.csv"), "link,caption\nhttp://a.org/1,b\n");
    refused(
        "pairmill download: [links.csv] has no column named url, but [link, caption]",
        "download",
        "--contact",
        "https://example.org/me",
        "--out",
        out(),
        good,
        table);
  }

  @Test
  void verifyWithoutDataset() {
    refused(
        "pairmill verify: " + folder + ": no dataset here: there is no manifest.json",
        "verify",
        folder);
  }

  @Test
  void publishWithoutRun() {
    refused("pairmill publish: " + out() + ": no such folder", "publish", out());
  }

  @Test
  void folderBelowAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path archive = Files.writeString(folder.resolve("a.warc"), "WARC/1.0\r\n");
    Path below = file.resolve("out");
    refused(
        "pairmill run: " + below + ": cannot be written to: Not a directory",
        "run",
        "--scorer",
        "none",
        "--images",
        "none",
        "--out",
        below,
        archive);
  }
}
