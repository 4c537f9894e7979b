package pairmill.onnx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.models.Cards;
import pairmill.models.Model;
import pairmill.models.ModelFile;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;
import pairmill.models.Role;
import pairmill.pair.Language;
import pairmill.pair.Outcome;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.sample.PixelReader;
import pairmill.sample.Pixels;
import pairmill.score.Decision;
import pairmill.score.Scored;
import pairmill.score.Scorer;
import pairmill.score.ScorerSpec;
import pairmill.score.Scores;
import pairmill.score.SuspiciousText;

/// Models drawn so that their answers are plain to see: towers average the channels of a picture,
/// captions of one script lie along the first axis, and heads read one axis each.
final class OnnxScorerTest {
  private static final Language EN = new Language("en", 0.9);
  private static final Language DE = new Language("de", 0.9);

  // Bodies are three bytes: red, green and blue of the whole picture.
  private static final PixelReader READER =
      body -> {
        if (body.length != 3) {
          return Outcome.refused(Reason.IMAGE_BROKEN, body.length + " bytes");
        }
        byte[] rgb = new byte[3 * 20 * 30];
        for (int i = 0; i < rgb.length; i++) {
          rgb[i] = body[i % 3];
        }
        return Outcome.kept(new Pixels(rgb, 20, 30));
      };

  @TempDir Path folder;

  private ModelFolder model(
      String name,
      Role role,
      @Nullable String space,
      Map<String, DrawnGraph> graphs,
      List<String> splits,
      @Nullable String survivors,
      Model.@Nullable PixelInput pixels)
      throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    List<ModelFile> files = new ArrayList<>();
    for (Map.Entry<String, DrawnGraph> graph : new TreeMap<>(graphs).entrySet()) {
      Files.write(place.resolve(graph.getKey()), graph.getValue().bytes());
      files.add(new ModelFile(graph.getKey(), null, null, null, Map.of(), Map.of()));
    }
    Map<String, Double> thresholds = splits.isEmpty() ? Map.of() : Map.of("en", 0.5);
    Model card =
        new Model(name, role, space, "MIT", "", files, splits, thresholds, survivors, pixels);
    Files.write(place.resolve(Cards.NAME), Cards.bytes(card));
    return ModelShelf.open(place);
  }

  private ModelFolder clip() throws IOException {
    DrawnGraph image = DrawnGraph.imageTower(-1, 8, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    return model(
        "base",
        Role.CLIP,
        "base",
        Map.of("image.onnx", image, "text.onnx", alongRed()),
        List.of("en"),
        "larger",
        null);
  }

  // Whatever the tokens: the first of three axes.
  private static DrawnGraph alongRed() {
    float[] table = new float[3 * 50_000];
    for (int i = 0; i < table.length; i += 3) {
      table[i] = 1;
    }
    return DrawnGraph.tokenTower(DrawnGraph.INT64, 3, table);
  }

  private ModelFolder larger() throws IOException {
    DrawnGraph image = DrawnGraph.imageTower(-1, 4, 4, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0);
    return model("larger", Role.CLIP, "larger", Map.of("image.onnx", image), List.of(), null, null);
  }

  private ModelFolder head(String name, Role role, String space, int axes, int axis)
      throws IOException {
    float[] weights = new float[axes];
    weights[axis] = 1;
    DrawnGraph head =
        new DrawnGraph()
            .input("embedding", DrawnGraph.FLOAT, -1, axes)
            .constant("w", new int[] {axes, 1}, weights)
            .node("MatMul", List.of("embedding", "w"), "product")
            .node("Abs", List.of("product"), "score")
            .output("score", DrawnGraph.FLOAT, -1, 1);
    return model(name, role, space, Map.of("model.onnx", head), List.of(), null, null);
  }

  private ModelFolder pixels(String name, Role role, int channel) throws IOException {
    DrawnGraph means =
        new DrawnGraph()
            .input("x", DrawnGraph.FLOAT, -1, 3, 16, 16)
            .node("GlobalAveragePool", List.of("x"), "pooled")
            .node("Flatten", List.of("pooled"), "p", "axis", 1)
            .output("p", DrawnGraph.FLOAT, -1, 3);
    List<Double> none = List.of(0.0, 0.0, 0.0);
    Model.PixelInput input =
        new Model.PixelInput(16, 16, none, List.of(1.0, 1.0, 1.0), false, false, List.of(channel));
    return model(name, role, null, Map.of("model.onnx", means), List.of(), null, input);
  }

  private OnnxScorer open(ModelFolder... others) throws IOException {
    return OnnxScorer.open(
        clip(), Arrays.asList(others), READER, Onnx.on(Device.CPU).withBatchSize(8));
  }

  private static Pair pair(Language language, String caption) {
    return new Pair(
        "http://example.com/a.jpg",
        caption,
        language,
        new Provenance("a.warc", 0, 0, "http://example.com", null, null, null));
  }

  private static List<Scored> score(OnnxScorer scorer, Decision decision, Object... samples)
      throws IOException {
    List<Pair> pairs = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < samples.length; i += 2) {
      pairs.add(pair((Language) samples[i], "a caption"));
      bodies.add((byte[]) samples[i + 1]);
    }
    try (Scorer.Batch batch = scorer.prepare(pairs, bodies)) {
      List<Scored> scored = batch.score(decision);
      assertEquals(scored, scoredAgain(batch, decision, scored));
      return scored;
    }
  }

  // Embeddings are compared by identity, so they are taken from the first time.
  private static List<Scored> scoredAgain(Scorer.Batch batch, Decision decision, List<Scored> first)
      throws IOException {
    List<Scored> again = new ArrayList<>();
    for (Scored scored : batch.score(decision)) {
      again.add(
          new Scored(
              scored.scores(),
              scored.refusal(),
              scored.detail(),
              first.get(again.size()).embeddings()));
    }
    return again;
  }

  private static Decision decision(OnnxScorer scorer) {
    return new Decision(scorer.spec().thresholds(), SuspiciousText.NONE);
  }

  private static byte[] colour(int red, int green, int blue) {
    return new byte[] {(byte) red, (byte) green, (byte) blue};
  }

  // What the towers give: the channels as CLIP normalises them, L2-normalised.
  private static float[] embedding(byte[] colour) {
    float[][] table = PixelFormat.table(PixelFormat.CLIP_MEAN, PixelFormat.CLIP_STD);
    float[] vector = new float[3];
    for (int i = 0; i < 3; i++) {
      vector[i] = table[i][colour[i] & 0xff];
    }
    double length = Math.sqrt(Vectors.dot(vector, vector));
    for (int i = 0; i < 3; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  @Test
  void similarityIsTheCosineOfPictureAndCaption() throws IOException {
    byte[] red = colour(255, 0, 0);
    byte[] blue = colour(0, 0, 255);
    try (OnnxScorer scorer = open()) {
      List<Scored> scored = score(scorer, decision(scorer), EN, red, EN, blue, DE, red);
      assertEquals(embedding(red)[0], similarity(scored.get(0)), 1e-6);
      assertNull(scored.get(0).refusal());
      assertArrayEquals(
          embedding(red), Objects.requireNonNull(scored.get(0).embeddings()).image(), 1e-6f);
      assertEquals(embedding(blue)[0], similarity(scored.get(1)), 1e-6);
      assertEquals(Reason.LOW_SIMILARITY, scored.get(1).refusal());
      assertEquals(Scores.NONE, scored.get(2).scores());
      assertNull(Objects.requireNonNull(scored.get(2).embeddings()).text());
    }
  }

  private static double similarity(Scored scored) {
    return Objects.requireNonNull(scored.scores().similarity());
  }

  @Test
  void picturesThatCannotBeDecodedCostNobodyElse() throws IOException {
    try (OnnxScorer scorer = open()) {
      List<Scored> scored =
          score(scorer, decision(scorer), EN, new byte[5], EN, colour(255, 0, 0), EN, new byte[0]);
      assertEquals(
          Scored.refused(Scores.NONE, Reason.IMAGE_BROKEN, "5 bytes", null), scored.get(0));
      assertNull(scored.get(1).refusal());
      assertEquals(
          Scored.refused(Scores.NONE, Reason.IMAGE_BROKEN, "0 bytes", null), scored.get(2));
      assertEquals(2, score(scorer, decision(scorer), EN, new byte[1], EN, new byte[2]).size());
      assertEquals(List.of(), score(scorer, decision(scorer)));
      Timings timings = scorer.timings();
      assertEquals(5, timings.images());
      assertEquals(1, timings.captions());
      assertTrue(timings.inferNanos() > 0 && timings.decodeNanos() > 0);
    }
  }

  @Test
  void furtherTextTowersReadTheirSplits() throws IOException {
    ModelFolder other =
        model(
            "other",
            Role.TEXT,
            "base",
            Map.of("text.onnx", alongRed()),
            List.of("en", "multi"),
            null,
            null);
    ModelFolder elsewhere =
        model(
            "elsewhere",
            Role.TEXT,
            "larger",
            Map.of("text.onnx", alongRed()),
            List.of("nolang"),
            null,
            null);
    byte[] red = colour(255, 0, 0);
    try (OnnxScorer scorer = open(elsewhere, other)) {
      List<Scored> scored = score(scorer, decision(scorer), DE, red, Language.UNTOLD, red, EN, red);
      assertEquals(embedding(red)[0], similarity(scored.get(0)), 1e-6);
      assertNull(scored.get(1).scores().similarity());
      assertEquals(embedding(red)[0], similarity(scored.get(2)), 1e-6);
      assertEquals(List.of("image base", "text base", "text other"), used(scorer.spec()));
    }
  }

  private static List<String> used(ScorerSpec spec) {
    return spec.models().stream().map(used -> used.fills() + " " + used.model()).toList();
  }

  @Test
  void headsOfTheBaseFillAllRows() throws IOException {
    byte[] red = colour(255, 0, 0);
    byte[] blue = colour(0, 0, 255);
    try (OnnxScorer scorer =
        open(
            head("nice", Role.AESTHETIC, "base", 3, 2),
            head("unsafe", Role.UNSAFE, "base", 3, 1),
            pixels("mark", Role.WATERMARK, 2),
            pixels("also-unsafe", Role.UNSAFE, 2))) {
      List<Scored> scored = score(scorer, decision(scorer), EN, red, EN, blue);
      for (int i = 0; i < 2; i++) {
        float[] expected = embedding(i == 0 ? red : blue);
        Scores scores = scored.get(i).scores();
        assertEquals(Math.abs(expected[2]), number(scores.aesthetic()), 1e-6);
        assertEquals(Math.abs(expected[1]), number(scores.punsafe()), 1e-6);
        assertEquals(i, number(scores.pwatermark()), 1e-6);
        assertNull(scores.faces());
      }
      assertEquals(
          List.of("image base", "text base", "aesthetic nice", "punsafe unsafe", "pwatermark mark"),
          used(scorer.spec()));
    }
  }

  private static double number(@Nullable Double number) {
    return Objects.requireNonNull(number);
  }

  @Test
  void theLargerModelSeesSurvivorsOnly() throws IOException {
    byte[] red = colour(255, 0, 0);
    byte[] blue = colour(0, 0, 255);
    try (OnnxScorer scorer =
        open(
            head("nice", Role.AESTHETIC, "base", 3, 2),
            head("nicer", Role.AESTHETIC, "larger", 4, 1),
            head("later-unsafe", Role.UNSAFE, "larger", 4, 1),
            head("unsafe", Role.UNSAFE, "base", 3, 1),
            larger())) {
      List<Scored> scored = score(scorer, decision(scorer), EN, blue, EN, red);
      assertEquals(Reason.LOW_SIMILARITY, scored.get(0).refusal());
      assertNull(scored.get(0).scores().aesthetic());
      assertEquals(Math.abs(embedding(blue)[1]), number(scored.get(0).scores().punsafe()), 1e-6);
      assertNull(scored.get(1).refusal());
      // The larger tower has blue on its second axis.
      assertEquals(Math.abs(embedding(red)[2]), number(scored.get(1).scores().aesthetic()), 1e-6);
      assertEquals(Math.abs(embedding(red)[1]), number(scored.get(1).scores().punsafe()), 1e-6);
      assertEquals(
          List.of(
              "image base", "text base", "survivors larger", "aesthetic nicer", "punsafe unsafe"),
          used(scorer.spec()));
    }
  }

  @Test
  void aHeadOnSurvivorsCanStillDropThem() throws IOException {
    byte[] red = colour(255, 110, 104);
    SuspiciousText suspicious = SuspiciousText.read("caption".getBytes(US_ASCII), "list");
    try (OnnxScorer scorer = open(head("later-unsafe", Role.UNSAFE, "larger", 4, 0), larger())) {
      Decision decision = new Decision(scorer.spec().thresholds(), suspicious);
      Scored scored = score(scorer, decision, EN, red).getFirst();
      assertEquals(Reason.UNSAFE, scored.refusal());
      assertTrue(number(scored.scores().punsafe()) > Decision.SURELY_UNSAFE);
    }
  }

  @Test
  void aLargerModelThatNoHeadReadsIsLeftAside() throws IOException {
    try (OnnxScorer scorer = open(larger(), head("nice", Role.AESTHETIC, "base", 3, 2))) {
      assertEquals(List.of("image base", "text base", "aesthetic nice"), used(scorer.spec()));
    }
  }

  @Test
  void theSpecNamesRuntimeAndFiles() throws IOException {
    try (OnnxScorer scorer = open();
        OnnxScorer same = open()) {
      assertEquals("base", scorer.spec().name());
      assertEquals("onnxruntime 1.29.0 CPU", scorer.spec().runtime());
      assertEquals(Map.of("en", 0.5), scorer.spec().thresholds());
      ScorerSpec.Used image = scorer.spec().models().getFirst();
      assertEquals(
          new ScorerSpec.Used("image", "base", "image.onnx", clip().sha256("image.onnx")), image);
      assertEquals(scorer.spec(), same.spec());
      assertEquals(8, scorer.batchSize());
    }
  }

  @Test
  void modelsThatDoNotFitAreRefused() throws IOException {
    ModelFolder wide =
        model(
            "wide",
            Role.TEXT,
            "base",
            Map.of("text.onnx", DrawnGraph.tokenTower(DrawnGraph.INT64, 1, ones())),
            List.of("multi"),
            null,
            null);
    assertEquals(
        "["
            + folder.resolve("wide")
            + "] text.onnx must embed into 3 dimensions, as base does, and embeds into 1",
        assertThrows(IOException.class, () -> open(wide)).getMessage());
    ModelFolder narrow = head("narrow", Role.AESTHETIC, "base", 2, 0);
    assertEquals(
        "[narrow/model.onnx] must take embeddings as FLOAT[n, 3], and takes"
            + " [embedding FLOAT[-1, 2]]",
        assertThrows(IOException.class, () -> open(narrow)).getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> OnnxScorer.open(narrow, List.of(), READER, Onnx.on(Device.CPU)));
  }

  private static float[] ones() {
    float[] ones = new float[50_000];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void closedBatchesAndScorersAreRefused() throws IOException {
    OnnxScorer scorer = open();
    List<Pair> pairs = List.of(pair(EN, "a"));
    List<byte[]> bodies = List.of(colour(1, 2, 3));
    Decision decision = decision(scorer);
    Scorer.Batch batch = scorer.prepare(pairs, bodies);
    batch.close();
    batch.close();
    assertThrows(IllegalStateException.class, () -> batch.score(decision));
    Scorer.Batch late = scorer.prepare(pairs, bodies);
    scorer.close();
    scorer.close();
    assertThrows(IllegalStateException.class, () -> late.score(decision));
    late.close();
    assertThrows(IllegalArgumentException.class, () -> scorer.prepare(List.of(), bodies));
  }
}
