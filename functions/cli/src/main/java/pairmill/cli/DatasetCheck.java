package pairmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pairmill.dataset.Manifest;
import pairmill.pair.Split;
import pairmill.run.Json;
import pairmill.store.Digest;

/// Compares the files of a dataset with its manifest.
public final class DatasetCheck {
  private final Path dataset;
  private final List<String> problems = new ArrayList<>();

  private DatasetCheck(Path dataset) {
    this.dataset = dataset;
  }

  /// The problems of a dataset, one sentence each; none when it is whole.
  public static List<String> of(Path dataset) throws IOException {
    DatasetCheck check = new DatasetCheck(dataset);
    Path file = dataset.resolve(Manifest.NAME);
    Manifest manifest;
    try {
      manifest = Json.read(Files.readAllBytes(file), Manifest.class, file.toString());
    } catch (IOException e) {
      // also what a funnel says in which pairs are lost
      return List.of(String.valueOf(e.getMessage()));
    }
    for (Manifest.File each : manifest.files()) {
      check.file(each);
    }
    check.rows(manifest);
    check.strangers(manifest);
    return check.problems;
  }

  private void file(Manifest.File listed) throws IOException {
    Path file = dataset.resolve(listed.name()).normalize();
    if (!file.startsWith(dataset.normalize())) {
      problems.add(listed.name() + ": lies outside of the dataset");
    } else if (!Files.isRegularFile(file)) {
      problems.add(listed.name() + ": missing");
    } else if (Files.size(file) != listed.bytes()) {
      problems.add(
          "%s: %,d bytes, not %,d".formatted(listed.name(), Files.size(file), listed.bytes()));
    } else if (!Digest.sha256(file).equals(listed.sha256())) {
      problems.add(listed.name() + ": its SHA-256 is not the manifest's");
    }
  }

  private void rows(Manifest manifest) {
    Set<String> splits = Stream.of(Split.values()).map(Split::label).collect(Collectors.toSet());
    long rows =
        manifest.files().stream()
            .filter(file -> splits.contains(file.name().replaceFirst("/.*", "")))
            .mapToLong(Manifest.File::rows)
            .sum();
    long published = manifest.funnel().stages().getLast().out();
    if (rows != manifest.rows() || rows != published) {
      problems.add(
          "%s: %,d rows in its files, %,d stated, %,d in its funnel"
              .formatted(Manifest.NAME, rows, manifest.rows(), published));
    }
  }

  private void strangers(Manifest manifest) throws IOException {
    Set<String> listed =
        manifest.files().stream().map(Manifest.File::name).collect(Collectors.toSet());
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(dataset)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> dataset.relativize(file).toString().replace('\\', '/'))
          .forEach(found::add);
    }
    found.removeAll(listed);
    found.remove(Manifest.NAME);
    found.forEach(name -> problems.add(name + ": not in the manifest"));
  }
}
