package pairmill.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.run.Json;

final class ModelsCommandTest {
  private static final byte[] BYTES = "abc".getBytes(UTF_8);

  // SHA-256 of "abc": FIPS 180-2, appendix B.1.
  private static final String HASH =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String CARD =
      """
      {"name": "marks", "role": "WATERMARK", "licence": "MIT", "about": "Marks of owners.",
       "files": [{"name": "model.onnx", "bytes": 3, "sha256": "%s",
                  "source": {"repository": "a/b", "revision": "c", "path": "d/e.onnx"}}],
       "pixels": {"width": 256, "height": 256, "mean": [0.5, 0.5, 0.5], "std": [1, 1, 1],
                  "channelsLast": false, "softmax": true, "classes": [0]}}
      """
          .formatted(HASH);

  @TempDir private Path folder;
  private Path cache;
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    cache = folder.resolve("cache");
    put(cache.resolve("marks/model.json"), CARD.getBytes(UTF_8));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean here = exchange.getRequestURI().getPath().equals("/a/b/resolve/c/d/e.onnx");
          exchange.sendResponseHeaders(here ? 200 : 404, here ? BYTES.length : -1);
          if (here) {
            exchange.getResponseBody().write(BYTES);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private String hub() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private Invocation models(Object... words) {
    List<Object> all = new ArrayList<>(List.of("models", words[0], "--models", cache));
    all.addAll(Arrays.asList(words).subList(1, words.length));
    return Invocation.of(all.toArray());
  }

  @Test
  void listTellsWhatIsHere() throws IOException {
    put(cache.resolve("clip-vit-b32/text.onnx"), BYTES);
    put(cache.resolve("marks/model.onnx"), BYTES);
    Invocation list = models("list");
    assertEquals(
        """
        model                      for        is           size  licence     what
        clip-vit-b32               clip       partly   605.8 MB  MIT         CLIP ViT-B/32 by OpenAI, both towers in single precision.
        clip-vit-b32-int8          clip       absent   343.2 MB  MIT         CLIP ViT-B/32 with its image tower in 8 bits: smaller and less exact.
        clip-vit-b32-multilingual  text       absent   138.9 MB  Apache-2.0  A text tower for 50 languages and more into the space of CLIP ViT-B/32, in 8 bits.
        clip-vit-l14               clip       absent     1.2 GB  MIT         The image tower of CLIP ViT-L/14 by OpenAI, for the heads that read its embeddings.
        aesthetic-v1-b32           aesthetic  bundled    2.2 kB  MIT         LAION's first aesthetic predictor, on ViT-B/32.
        aesthetic-v2-l14           aesthetic  bundled    3.7 MB  Apache-2.0  The improved aesthetic predictor, on ViT-L/14.
        aesthetic-v1-l14           aesthetic  bundled    3.2 kB  MIT         LAION's first aesthetic predictor, on ViT-L/14.
        nsfw-b32                   unsafe     bundled   74.5 kB  MIT         LAION's detector of unsafe pictures, on ViT-B/32.
        nsfw-l14                   unsafe     bundled  862.9 kB  MIT         LAION's detector of unsafe pictures, on ViT-L/14.
        ultraface-rfb-320          faces      absent     1.3 MB  MIT         UltraFace RFB-320: where faces are, never whose.
        marks                      watermark  here          3 B  MIT         Marks of owners.

        The folder of the models is %s.
        """
            .formatted(cache),
        list.out());
    assertEquals(0, list.code());
  }

  @Test
  void listIsJsonOnDemand() throws IOException {
    JsonNode list = Json.MAPPER.readTree(models("list", "--json").out());
    assertEquals(11, list.size());
    assertEquals("absent", list.get(0).get("presence").asText());
    assertEquals("clip-vit-b32", list.get(0).get("model").get("name").asText());
    assertEquals("bundled", list.get(7).get("presence").asText());
  }

  @Test
  void fetchTellsWhatItBringsAndBringsItOnce() throws IOException {
    Invocation first = models("fetch", "--mirror", hub(), "marks", "nsfw-b32", "marks");
    assertEquals("", first.err());
    assertEquals(
        """
        Fetching from %s to %s (3 B):
          marks/model.onnx  3 B  MIT  a/b/resolve/c/d/e.onnx
        marks/model.onnx: fetched
        nsfw-b32: comes with the program
        """
            .formatted(hub(), cache),
        first.out());
    assertEquals(0, first.code());
    assertArrayEquals(BYTES, Files.readAllBytes(cache.resolve("marks/model.onnx")));
    assertEquals(
        """
        Nothing is missing in %s; what is here is compared with its card.
        marks/model.onnx: was here
        """
            .formatted(cache),
        models("fetch", "--mirror", hub(), "marks").out());
  }

  @Test
  void fetchWithoutNamesTellsWhatIsMissingAndHowToGetIt() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Invocation fetch = models("fetch", "--from", empty);
    String missing =
        """
          clip-vit-b32/image.onnx                      351.7 MB  MIT         Qdrant/clip-ViT-B-32-vision/resolve/a636590e595dbbd798647c9dd4550d5652fba969/model.onnx
          clip-vit-b32/text.onnx                       254.1 MB  MIT         Qdrant/clip-ViT-B-32-text/resolve/48ca1db27cb4063eb311ec2aa7f087a808112876/model.onnx
          clip-vit-b32-multilingual/text.onnx          135.4 MB  Apache-2.0  sentence-transformers/clip-ViT-B-32-multilingual-v1/resolve/58edf8cada9e398793dca955574a48cbb7f18be2/onnx/model_quint8_avx2.onnx
          clip-vit-b32-multilingual/tokenizer.json       2.0 MB  Apache-2.0  sentence-transformers/clip-ViT-B-32-multilingual-v1/resolve/58edf8cada9e398793dca955574a48cbb7f18be2/tokenizer.json
          clip-vit-b32-multilingual/dense.safetensors    1.6 MB  Apache-2.0  sentence-transformers/clip-ViT-B-32-multilingual-v1/resolve/58edf8cada9e398793dca955574a48cbb7f18be2/2_Dense/model.safetensors
          ultraface-rfb-320/model.onnx                   1.3 MB  MIT         onnxmodelzoo/version-RFB-320/resolve/6fd293d22b523ec88959f104b8eef5395e3adfbc/version-RFB-320.onnx
        """;
    assertEquals(
        "Fetching from %s to %s (746.0 MB):\n%s".formatted(empty, cache, missing), fetch.out());
    assertEquals(
        """
        pairmill models fetch: [%s] must hold clip-vit-b32/image.onnx or Qdrant/clip-ViT-B-32-vision/model.onnx
        Missing in %s (746.0 MB):
        %sFrom a mirror that has them at these paths:
          pairmill models fetch --mirror https://HOST --models %2$s
        From a folder that has them as MODEL/FILE or OWNER/NAME/PATH:
          pairmill models fetch --from DIR --models %2$s
        """
            .formatted(empty, cache, missing),
        fetch.err());
    assertEquals(3, fetch.code());
  }

  @Test
  void hubThatHasNotTheFileIsASentence() {
    Invocation fetch = models("fetch", "--mirror", hub(), "ultraface-rfb-320");
    assertEquals(
        """
        pairmill models fetch: %s/onnxmodelzoo/version-RFB-320/resolve/6fd293d22b523ec88959f104b8eef5395e3adfbc/version-RFB-320.onnx: the server has no such file (status 404)
        Missing in %s (1.3 MB):
          ultraface-rfb-320/model.onnx  1.3 MB  MIT  onnxmodelzoo/version-RFB-320/resolve/6fd293d22b523ec88959f104b8eef5395e3adfbc/version-RFB-320.onnx
        From a mirror that has them at these paths:
          pairmill models fetch --mirror https://HOST --models %2$s ultraface-rfb-320
        From a folder that has them as MODEL/FILE or OWNER/NAME/PATH:
          pairmill models fetch --from DIR --models %2$s ultraface-rfb-320
        """
            .formatted(hub(), cache),
        fetch.err());
    assertEquals(3, fetch.code());
  }

  @Test
  void wrongBytesAreNotKept() throws IOException {
    Path from = folder.resolve("from");
    put(from.resolve("marks/model.onnx"), "abd".getBytes(UTF_8));
    Invocation fetch = models("fetch", "--from", from, "marks");
    assertEquals(
        "pairmill models fetch: %s/marks/model.onnx or %1$s/a/b/d/e.onnx: expected sha256 %s, found %s; it was removed\n"
            .formatted(
                from, HASH, "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9"),
        fetch.err());
    assertEquals(3, fetch.code());
    assertFalse(Files.exists(cache.resolve("marks/model.onnx")));
  }

  @Test
  void verifyComparesEveryFileThatIsHere() throws IOException {
    String heads =
        """
        ok       aesthetic-v1-b32/model.onnx  sha256 a3a2dfcdd70894fcb952bbec05c9163b992dab807ea93e56c90305d1588c4adb
        ok       aesthetic-v2-l14/model.onnx  sha256 c1e52bed04cded55644f1f87a2d01a7b2c8508346ebf0c5a30be376f0aac3c6a
        ok       aesthetic-v1-l14/model.onnx  sha256 d1c51adce857d53f9a8a075c696f7cd364be303f754d057a4b62264e9d74ee40
        ok       nsfw-b32/model.onnx          sha256 6f6b5ee2e7f1293e3404336733ec6bda19319503a764b0a65074c9db91c8fd07
        ok       nsfw-l14/model.onnx          sha256 191e7f22b495b3ec514f649db0199ed1cf697ae41bb7782411271dad3d80b8ba
        """;
    Invocation none = models("verify");
    assertEquals(
        heads.replace("ok       ", "ok  ") + "Nothing is damaged or missing.\n", none.out());
    assertEquals(0, none.code());
    put(cache.resolve("clip-vit-b32/text.onnx"), BYTES);
    put(cache.resolve("marks/model.onnx"), "abd".getBytes(UTF_8));
    Invocation all = models("verify");
    assertEquals(
        """
        missing  clip-vit-b32/image.onnx      no such file
        damaged  clip-vit-b32/text.onnx       expected 254,102,519 bytes, found 3
        %sdamaged  marks/model.onnx             expected sha256 %s, found a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9
        3 of 8 files are damaged or missing. To bring them: pairmill models fetch --models %s clip-vit-b32 marks
        """
            .formatted(heads, HASH, cache),
        all.out());
    assertEquals(1, all.code());
    put(cache.resolve("marks/model.onnx"), BYTES);
    Invocation one = models("verify", "marks");
    assertEquals(
        "ok  marks/model.onnx  sha256 " + HASH + "\nNothing is damaged or missing.\n", one.out());
    assertEquals(0, one.code());
  }

  private void refused(String sentence, Object... words) {
    Invocation wrong = models(words);
    assertEquals(sentence, wrong.err().lines().findFirst().orElse(""));
    assertEquals(2, wrong.code());
    assertEquals("", wrong.out());
  }

  @Test
  void wrongUseIsOneSentence() {
    String known =
        "clip-vit-b32, clip-vit-b32-int8, clip-vit-b32-multilingual, clip-vit-l14, aesthetic-v1-b32, aesthetic-v2-l14, aesthetic-v1-l14, nsfw-b32, nsfw-l14, ultraface-rfb-320, marks";
    refused(
        "pairmill models fetch: bi\\u001bg: no such model; there are " + known,
        "fetch",
        "bi\u001bg");
    refused("pairmill models verify: big: no such model; there are " + known, "verify", "big");
    refused(
        "pairmill models fetch: --mirror and --from exclude each other",
        "fetch",
        "--mirror",
        hub(),
        "--from",
        folder);
    refused(
        "pairmill models fetch: a hub must be an http or https address, not 'hub.example'",
        "fetch",
        "--mirror",
        "hub.example");
    Path none = folder.resolve("none");
    refused("pairmill models fetch: --from " + none + ": no such folder", "fetch", "--from", none);
    Invocation bare = Invocation.of("models");
    assertEquals(
        "pairmill models: Missing required subcommand", bare.err().lines().findFirst().orElse(""));
    assertEquals(2, bare.code());
  }

  @Test
  void cardThatIsNoneIsOneSentence() throws IOException {
    Path card = cache.resolve("marks/model.json");
    put(card, "{}".getBytes(UTF_8));
    Invocation list = models("list");
    assertEquals(
        "pairmill models list: [" + card + "] name must be a text, not missing\n", list.err());
    assertEquals(3, list.code());
  }
}
