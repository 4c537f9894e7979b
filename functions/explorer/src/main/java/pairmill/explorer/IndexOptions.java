package pairmill.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.IndexFolder;
import pairmill.explorer.index.Mark;
import pairmill.explorer.index.RemovalList;
import pairmill.explorer.index.Source;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is looked at, and where its index stands.
final class IndexOptions {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "A dataset, the folder of a run, or Parquet files with a column url; or s3://BUCKET/FOLDER with one of the first two.")
  private List<String> named;

  @Option(
      names = "--index",
      paramLabel = "DIR",
      description = "Where the index is kept; by default in the user's cache.")
  @Nullable Path index;

  @Option(
      names = "--removals",
      paramLabel = "FILE",
      description =
          "What is left out: a removal list, as 'pairmill run' takes it. Opt-outs are added to it.")
  @Nullable Path removals;

  private final List<String> said = new ArrayList<>();
  private List<Path> paths = List.of();

  /// Brings here what stands in S3, and the index up to date, and says on `err` what takes time.
  Mark build(PrintWriter err) throws IOException {
    List<Path> here = new ArrayList<>();
    for (String name : named) {
      here.add(
          name.startsWith(S3Dataset.SCHEME)
              ? new S3Dataset(name).bring(cache(), (step, done, all) -> tell(err, step, done, all))
              : Path.of(name));
    }
    paths = here;
    List<Source> sources = new ArrayList<>();
    List<Source> embeddings = new ArrayList<>();
    for (Path path : paths) {
      sources.addAll(Source.of(path));
      embeddings.addAll(Source.embeddings(path));
    }
    return folder()
        .build(
            sources,
            embeddings,
            RemovalList.read(removals),
            (step, done, all) -> tell(err, step, done, all));
  }

  /// One line for each step, and for each tenth of it.
  private synchronized void tell(PrintWriter err, String step, long done, long all) {
    String line = all == 0 ? step : "%s: %d %%".formatted(step, done * 10 / all * 10);
    if (said.isEmpty() || !said.getLast().equals(line)) {
      said.add(line);
      err.println(line);
    }
  }

  /// What is looked at first, on this machine. Only once the index is built.
  Path first() {
    return paths.getFirst();
  }

  IndexFolder folder() {
    return new IndexFolder(place());
  }

  /// The folder that is meant: the one that was said, or one in the user's cache that bears the
  /// name of the first path. Only once what stands in S3 is here.
  Path place() {
    if (index != null) {
      return index.toAbsolutePath();
    }
    String all =
        paths.stream().map(p -> p.toAbsolutePath().normalize() + "\n").reduce("", String::concat);
    return cache().resolve("index").resolve(UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString());
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(home -> !home.isEmpty())
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("pairmill");
  }
}
