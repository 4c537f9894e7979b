package pairmill.cli.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pairmill.cli.Main;
import pairmill.cli.RunOptions;
import pairmill.cli.Software;
import pairmill.cli.demo.SampleArchive;
import pairmill.filter.Rules;
import pairmill.run.ImagesFrom;
import pairmill.run.Json;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.store.Digest;
import pairmill.store.MemoryStore;
import picocli.CommandLine;

final class ConfigurationTest {
  // Tests run in their module's folder.
  private static final Path MODEL = Path.of("..", "..", "models", "clip-test-double");

  @TempDir private Path folder;

  private static Configuration configuration(int buckets, List<String> flags) throws IOException {
    RunOptions options = RunOptions.usual();
    new CommandLine(options.making).parseArgs(flags.toArray(String[]::new));
    return Configuration.of(options.making, Rules.RAW, ImagesFrom.ARCHIVE, buckets);
  }

  @Test
  void isWhatARunWithTheSameFlagsIsMadeBy() throws IOException {
    Path removals = Files.writeString(folder.resolve("removals.txt"), "example.org\n");
    Path suspicious = Files.writeString(folder.resolve("suspicious.txt"), "two words\n");
    List<String> flags =
        List.of(
            "--scorer=" + MODEL,
            "--keep-images",
            "--keep-embeddings",
            "--host-cap=17",
            "--max-bytes=300000",
            "--removals=" + removals,
            "--suspicious=" + suspicious);
    Path archive = folder.resolve("sample.warc.gz");
    SampleArchive.write(archive);
    Path out = folder.resolve("out");
    List<String> words =
        new ArrayList<>(
            List.of("run", "--quiet", "--rules=raw", "--images=archive", "--out=" + out));
    words.addAll(flags);
    words.add(archive.toString());
    CommandLine program = Main.commandLine();
    program.setOut(new PrintWriter(new StringWriter()));
    program.execute(words.toArray(String[]::new));

    MemoryStore store = new MemoryStore(folder);
    configuration(16, flags).write(store);
    RunSpec ran =
        Json.read(Files.readAllBytes(out.resolve("run.json")), Run.class, "run.json").spec();
    assertEquals(ran, Json.read(store.read("spec.json"), RunSpec.class, "spec.json"));
    assertEquals("example.org\n", new String(store.read("removals.txt"), UTF_8));
    assertEquals("two words\n", new String(store.read("suspicious.txt"), UTF_8));
  }

  @Test
  void aDeviceThatIsNamedNeedNotBeHere() throws IOException {
    List<String> runtimes = new ArrayList<>();
    for (String device : List.of("cpu", "cuda", "tensorrt")) {
      String told =
          configuration(64, List.of("--scorer=" + MODEL, "--device=" + device)).toString();
      runtimes.add(told.replaceFirst("(?s).*clip-test-double, onnxruntime \\S+ (\\w+).*", "$1"));
    }
    assertEquals(List.of("CPU", "CUDA", "TENSORRT"), runtimes);
  }

  @Test
  void tellsAPerson() throws IOException {
    Path removals = Files.writeString(folder.resolve("removals.txt"), "example.org\n");
    Configuration configuration =
        configuration(64, List.of("--scorer=none", "--keep-embeddings", "--removals=" + removals));
    assertEquals(
        """
        software    %s
        rules       raw
        languages   none
        images      archive, decoded by %s
        scorer      none
        buckets     64
        host cap    10,000
        max bytes   20,000,000
        kept        embeddings
        removals    SHA-256 %s
        suspicious  none
        """
            .formatted(
                Software.NAME,
                configuration.spec().decoder(),
                Digest.sha256("example.org\n".getBytes(UTF_8))),
        configuration.toString());
  }
}
