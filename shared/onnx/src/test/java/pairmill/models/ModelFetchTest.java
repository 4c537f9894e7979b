package pairmill.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.Skipped;
import pairmill.models.LoopbackHub.Manner;
import pairmill.store.Digest;

final class ModelFetchTest {
  private static final String RESOLVED = "/owner/towers/resolve/0a1b2c/onnx/model.onnx";
  private static final byte[] BYTES = drawn(300_000, 1);
  private static final ModelFile.Source SOURCE =
      new ModelFile.Source("owner/towers", "0a1b2c", "onnx/model.onnx");

  @TempDir private Path folder;
  private LoopbackHub hub;
  private Path cache;

  @BeforeEach
  void open() throws IOException {
    hub = new LoopbackHub();
    hub.put(RESOLVED, BYTES);
    cache = folder.resolve("cache");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  static byte[] drawn(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static Model model(ModelFile... files) {
    return new Model(
        "towers",
        Role.CLIP,
        "towers",
        "MIT",
        "Two.",
        List.of(files),
        List.of("en"),
        Map.of(),
        null,
        null);
  }

  private static Model known() {
    return model(
        new ModelFile(
            "image.onnx", SOURCE, (long) BYTES.length, Digest.sha256(BYTES), Map.of(), Map.of()));
  }

  private static Model unknown() {
    return model(new ModelFile("image.onnx", SOURCE, null, null, Map.of(), Map.of()));
  }

  private Path file() {
    return cache.resolve("towers/image.onnx");
  }

  private Path part() {
    return cache.resolve("towers/image.onnx.part");
  }

  private void leavePart(byte[] bytes, int size) throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), Arrays.copyOf(bytes, size));
  }

  private void fetch(Model model, Duration patience) throws IOException, InterruptedException {
    try (Hub origin = new Hub(hub.address(), "Pairmill/test", patience)) {
      new ModelFetch(new ModelShelf(cache, List.of(model)), origin, FetchProgress.NONE)
          .fetch(model);
    }
  }

  private void fetch(Model model) throws IOException, InterruptedException {
    fetch(model, Duration.ofSeconds(20));
  }

  private String refusal(Model model) {
    return refusal(model, Duration.ofSeconds(20));
  }

  private String refusal(Model model, Duration patience) {
    return String.valueOf(
        assertThrows(IOException.class, () -> fetch(model, patience)).getMessage());
  }

  private String url() {
    return hub.address() + RESOLVED;
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(BYTES, Files.readAllBytes(file()));
    assertFalse(Files.exists(part()));
  }

  @Test
  void fileComesWithItsCardAndNothingElseStays() throws Exception {
    fetch(known());
    assertWhole();
    assertEquals(known(), Cards.read(cache.resolve("towers/model.json")));
    try (Stream<Path> all = Files.walk(cache)) {
      assertEquals(
          List.of(".fetch.lock", "towers/image.onnx", "towers/model.json"),
          all.filter(Files::isRegularFile)
              .map(p -> cache.relativize(p).toString())
              .sorted()
              .toList());
    }
    assertEquals(List.of(RESOLVED), hub.asked);
    assertEquals(
        Digest.sha256(BYTES),
        new ModelShelf(cache, List.of(known())).find("towers").orElseThrow().sha256("image.onnx"));
  }

  @Test
  void whatIsHereIsNotAskedForAgain() throws Exception {
    List<Boolean> fetched = new ArrayList<>();
    FetchProgress told =
        new FetchProgress() {
          @Override
          public void waits() {}

          @Override
          public void at(Model model, ModelFile file, long bytes) {}

          @Override
          public void done(Model model, ModelFile file, boolean now) {
            fetched.add(now);
          }
        };
    try (Hub origin = new Hub(hub.address() + "/", "Pairmill/test", Duration.ofSeconds(20))) {
      ModelFetch fetch = new ModelFetch(new ModelShelf(cache, List.of(known())), origin, told);
      fetch.fetch(known());
      fetch.fetch(known());
    }
    assertEquals(List.of(true, false), fetched);
    assertEquals(1, hub.asked.size());
  }

  @Test
  void mirrorMayStandBelowAPath() throws Exception {
    hub.put("/mirror/of/hub" + RESOLVED, BYTES);
    String address = hub.address() + "/mirror/of/hub/";
    try (Hub origin = new Hub(address, "Pairmill/test", Duration.ofSeconds(20))) {
      ModelShelf shelf = new ModelShelf(cache, List.of(known()));
      new ModelFetch(shelf, origin, FetchProgress.NONE).fetch(known());
    }
    assertWhole();
    assertEquals(List.of("/mirror/of/hub" + RESOLVED), hub.asked);
  }

  @Test
  void damagedFileIsFetchedAgain() throws Exception {
    Files.createDirectories(file().getParent());
    Files.write(file(), drawn(BYTES.length, 2));
    fetch(known());
    assertWhole();
  }

  @Test
  void halfAFileIsGoneOnWith() throws Exception {
    leavePart(BYTES, 100_000);
    fetch(known());
    assertWhole();
    assertEquals(List.of(RESOLVED + " bytes=100000-"), hub.asked);
  }

  @Test
  void halfAFileIsGoneOnWithBehindARedirect() throws Exception {
    hub.manner = Manner.REDIRECTS;
    leavePart(BYTES, 100_000);
    fetch(known());
    assertWhole();
    assertEquals(
        List.of(RESOLVED + " bytes=100000-", "/cdn" + RESOLVED + " bytes=100000-"), hub.asked);
  }

  @Test
  void wholePartNeedsNoHub() throws Exception {
    leavePart(BYTES, BYTES.length);
    fetch(known());
    assertWhole();
    assertEquals(List.of(), hub.asked);
  }

  @Test
  void serverWithoutRangesStartsOver() throws Exception {
    hub.manner = Manner.NO_RANGES;
    leavePart(BYTES, 100_000);
    fetch(known());
    assertWhole();
    assertEquals(List.of(RESOLVED + " bytes=100000-"), hub.asked);
  }

  @Test
  void halfOfAnotherFileIsGivenUp() throws Exception {
    leavePart(drawn(100_000, 2), 100_000);
    fetch(known());
    assertWhole();
    assertEquals(List.of(RESOLVED + " bytes=100000-", RESOLVED), hub.asked);
  }

  @Test
  void partThatIsTooLongIsGivenUp() throws Exception {
    leavePart(BYTES, BYTES.length + 1);
    fetch(known());
    assertWhole();
    assertEquals(List.of(RESOLVED), hub.asked);
  }

  @Test
  void rangeBehindTheEndStartsOver() throws Exception {
    Model sizeless =
        model(new ModelFile("image.onnx", SOURCE, null, Digest.sha256(BYTES), Map.of(), Map.of()));
    leavePart(BYTES, BYTES.length + 1);
    fetch(sizeless);
    assertWhole();
    assertEquals(List.of(RESOLVED + " bytes=300001-", RESOLVED), hub.asked);
  }

  @Test
  void shortAnswersAreGoneOnWith() throws Exception {
    hub.manner = Manner.ENDS_EARLY;
    byte[] small = "12345".getBytes(UTF_8);
    hub.put(RESOLVED, small);
    fetch(model(new ModelFile("image.onnx", SOURCE, 5L, Digest.sha256(small), Map.of(), Map.of())));
    assertEquals("12345", Files.readString(file()));
    assertEquals(
        List.of(RESOLVED, RESOLVED + " bytes=2-", RESOLVED + " bytes=3-", RESOLVED + " bytes=4-"),
        hub.asked);
  }

  @Test
  void serverThatAlwaysEndsEarlyIsGivenUpAndTheRestKept() throws Exception {
    hub.manner = Manner.ENDS_EARLY;
    int kept = 0;
    for (int attempt = 0; attempt < 5; attempt++) {
      kept = LoopbackHub.third(kept, BYTES.length);
    }
    assertEquals(
        "%s: came to byte %,d of 300,000: the answer ended; the same command goes on from there"
            .formatted(url(), kept),
        refusal(known()));
    assertEquals(5, hub.asked.size());
    assertEquals(kept, Files.size(part()));
    hub.manner = Manner.GOOD;
    fetch(known());
    assertWhole();
    assertEquals(RESOLVED + " bytes=" + kept + "-", hub.asked.getLast());
  }

  // How much of a broken answer the client hands over is its own affair.
  @Test
  void serverThatHangsUpIsGivenUpAndGoneOnWith() throws Exception {
    hub.manner = Manner.HANGS_UP;
    String sentence = refusal(known());
    assertTrue(sentence.startsWith(url() + ": came to byte "), sentence);
    assertFalse(Files.exists(file()));
    hub.manner = Manner.GOOD;
    fetch(known());
    assertWhole();
  }

  @Test
  void serverThatStallsIsGivenUp() {
    hub.manner = Manner.STALLS;
    assertEquals(
        url()
            + ": came to byte 0 of 300,000: the server sent nothing for 2 s; the same command goes on from there",
        refusal(known(), Duration.ofSeconds(2)));
  }

  @Test
  void answerThatIsTooLongIsNotReadToItsEnd() throws IOException {
    hub.manner = Manner.ENDLESS;
    assertEquals(
        url() + ": is longer than the 300,000 bytes expected; it was removed", refusal(known()));
    assertFalse(Files.exists(part()));
    assertFalse(Files.exists(file()));
  }

  @Test
  void wrongHashIsRemoved() {
    byte[] wrong = drawn(BYTES.length, 2);
    hub.put(RESOLVED, wrong);
    assertEquals(
        "%s: expected sha256 %s, found %s; it was removed"
            .formatted(url(), Digest.sha256(BYTES), Digest.sha256(wrong)),
        refusal(known()));
    assertFalse(Files.exists(part()));
    assertFalse(Files.exists(file()));
  }

  @Test
  void answerFromAnotherByteIsRefused() throws IOException {
    hub.manner = Manner.WRONG_START;
    leavePart(BYTES, 100_000);
    assertEquals(url() + ": begins at byte 99999", refusal(known()));
    assertEquals(100_000, Files.size(part()));
  }

  @Test
  void redirectsEndSomewhere() {
    hub.manner = Manner.LOOPS;
    assertEquals(url() + ": more than 5 redirects", refusal(known()));
    assertEquals(6, hub.asked.size());
  }

  @Test
  void redirectToAFileIsRefused() {
    hub.manner = Manner.TO_A_FILE;
    assertEquals(
        url() + ": redirects to file:///etc/passwd, which is no address", refusal(known()));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 418, 429, 503})
  void otherAnswersAreASentence(int status) {
    hub.status = status;
    String meaning =
        switch (status) {
          case 401, 403 -> "does not give it to everybody";
          case 404 -> "has no such file";
          case 429 -> "was asked too often: try later";
          case 503 -> "is in trouble: try later";
          default -> "gives no file";
        };
    assertEquals(
        "%s: the server %s (status %d)".formatted(url(), meaning, status), refusal(known()));
  }

  @Test
  void hubThatIsNotThereIsASentence() {
    hub.close();
    assertEquals(url() + ": cannot be reached: no connection", refusal(known()));
    assertFalse(Files.exists(part()));
  }

  @Test
  void diskThatIsFullKeepsWhatItTook() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), () -> Skipped.because("there is no /dev/full here"));
    Files.createDirectories(part().getParent());
    Files.createSymbolicLink(part(), full);
    assertEquals(
        "[%s] cannot be written after 0 bytes: No space left on device; they are kept, and the same command goes on from there"
            .formatted(part()),
        refusal(known()));
    assertFalse(Files.exists(file()));
  }

  @Test
  void unknownHashIsPinnedAndHeldTo() throws Exception {
    fetch(unknown());
    assertWhole();
    Path pins = cache.resolve("models.lock.json");
    assertEquals(
        """
        {
          "owner/towers/resolve/0a1b2c/onnx/model.onnx" : {
            "bytes" : 300000,
            "sha256" : "%s"
          }
        }
        """
            .formatted(Digest.sha256(BYTES)),
        Files.readString(pins));
    byte[] wrong = drawn(BYTES.length, 2);
    hub.put(RESOLVED, wrong);
    Files.delete(file());
    assertEquals(
        "%s: expected sha256 %s, found %s; it was removed"
            .formatted(url(), Digest.sha256(BYTES), Digest.sha256(wrong)),
        refusal(unknown()));
    Files.write(file(), wrong);
    ModelFolder found = new ModelShelf(cache, List.of(unknown())).find("towers").orElseThrow();
    assertThrows(IOException.class, () -> found.sha256("image.onnx"));
  }

  @Test
  void damagedPinsAreASentence() throws IOException {
    Files.createDirectories(cache);
    Path pins = Files.writeString(cache.resolve("models.lock.json"), "{\"x\": {\"bytes\": 1}}");
    assertEquals("[" + pins + "] x sha256 must be a text, not missing", refusal(unknown()));
  }

  @Test
  void halfAFileOfUnknownHashIsNotTrusted() throws Exception {
    leavePart(drawn(100_000, 2), 100_000);
    fetch(unknown());
    assertWhole();
    assertEquals(List.of(RESOLVED), hub.asked);
  }

  @Test
  void processesThatFetchAtOnceFetchOnce() throws Exception {
    Path card = folder.resolve("card.json");
    Files.write(card, Cards.bytes(known()));
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FetchMain.class.getName(),
                  card.toString(),
                  cache.toString(),
                  hub.address())
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertEquals(0, process.waitFor());
    }
    assertWhole();
    assertEquals(1, hub.asked.size());
  }

  @Test
  void folderGivesFilesInBothLayouts() throws Exception {
    for (String layout : List.of("towers/image.onnx", "owner/towers/onnx/model.onnx")) {
      Path from = folder.resolve("from-" + layout.length());
      Files.createDirectories(from.resolve(layout).getParent());
      Files.write(from.resolve(layout), BYTES);
      leavePart(BYTES, 1000);
      new ModelFetch(
              new ModelShelf(cache, List.of(known())), new LocalOrigin(from), FetchProgress.NONE)
          .fetch(known());
      assertWhole();
      Files.delete(file());
    }
    assertEquals(List.of(), hub.asked);
  }

  @Test
  void realDetectorIsWhatItsCardSays() throws Exception {
    Path real = Path.of(System.getProperty("pairmill.data", "none"), "detectors", "ultraface");
    Assumptions.assumeTrue(
        Files.exists(real), () -> Skipped.because("there is no detector at " + real));
    Path from = folder.resolve("onnxmodelzoo/version-RFB-320");
    Files.createDirectories(from.getParent());
    Files.createSymbolicLink(from, real);
    Model model = Catalog.find("ultraface-rfb-320").orElseThrow();
    ModelShelf shelf = new ModelShelf(cache);
    new ModelFetch(shelf, new LocalOrigin(folder), FetchProgress.NONE).fetch(model);
    assertEquals(ModelCheck.State.OK, ModelCheck.of(shelf, model).getFirst().state());
    assertEquals(
        model.files().getFirst().sha256(),
        shelf.find("ultraface-rfb-320").orElseThrow().sha256("model.onnx"));
  }

  @Test
  void folderWithoutTheFileSaysWhereItMayStand() {
    ModelFetch fetch =
        new ModelFetch(
            new ModelShelf(cache, List.of(known())), new LocalOrigin(folder), FetchProgress.NONE);
    assertEquals(
        "[" + folder + "] must hold towers/image.onnx or owner/towers/onnx/model.onnx",
        assertThrows(OriginException.class, () -> fetch.fetch(known())).getMessage());
  }

  @Test
  void fileWithoutASourceIsBroughtByHand() {
    Model own = model(new ModelFile("image.onnx", null, null, null, Map.of(), Map.of()));
    assertEquals("towers/image.onnx is brought by hand: its card names no source", refusal(own));
  }
}
