package pairmill.cli.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import pairmill.aws.S3Address;
import pairmill.cli.ProgressText;
import pairmill.cli.ShortNames;
import pairmill.cli.WrongUseException;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import pairmill.run.Incoming;
import pairmill.run.Run;
import pairmill.stage.Runs;
import pairmill.store.Store;

/// A run whose archives stay where they are, in other buckets.
///
/// @param sent its tasks that are not known to be done
public record Seeding(String run, List<Run.Input> inputs, List<Task> sent) {
  private static final int AT_ONCE = 16; // each question waits for an answer, and little else

  /// Tells how large the archive at an address is, in bytes.
  @FunctionalInterface
  public interface Sizes {
    /// Asks.
    ///
    /// @throws NoSuchFileException when there is none
    long of(S3Address address) throws IOException;
  }

  /// Reads what a command line names.
  ///
  /// @param arguments `s3://` addresses, keys, or `@LIST` with one of these a line; the list may be
  ///   gzipped, as Common Crawl's are
  /// @param bucket that keys are of
  /// @throws WrongUseException when one of them is none
  public static Set<S3Address> addresses(List<String> arguments, String bucket) throws IOException {
    Set<S3Address> addresses = new LinkedHashSet<>();
    for (String argument : arguments) {
      List<String> lines =
          argument.startsWith("@") ? lines(Path.of(argument.substring(1))) : List.of(argument);
      for (String line : lines) {
        addresses.add(address(line, bucket));
      }
    }
    if (addresses.isEmpty()) {
      throw new WrongUseException("no archive is named");
    }
    return addresses;
  }

  private static List<String> lines(Path list) throws IOException {
    if (!Files.isRegularFile(list)) {
      throw new WrongUseException(list + ": no such list of archives");
    }
    try (InputStream file = Files.newInputStream(list);
        InputStream plain = list.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
        Reader reader = new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder())) {
      return reader.readAllLines().stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (ZipException e) {
      throw new WrongUseException(list + ": not gzipped, as its name says");
    } catch (CharacterCodingException e) {
      throw new WrongUseException(list + ": a list of archives must be UTF-8");
    }
  }

  private static S3Address address(String text, String bucket) {
    S3Address address =
        Place.address("INPUT", text.contains("://") ? text : "s3://" + bucket + "/" + text);
    if (address.key().isEmpty() || address.key().endsWith("/")) {
      throw new WrongUseException("INPUT: no archive but a folder: '" + text + "'");
    }
    return address;
  }

  /// Opens the run and sends its extracts. A second time changes nothing, and sends again what is
  /// not known to be done.
  ///
  /// @throws WrongUseException when an archive is not there, or the run has others
  public static Seeding of(
      String run, Set<S3Address> addresses, Sizes sizes, Store store, Outbox outbox)
      throws IOException, InterruptedException {
    try {
      Incoming.checkedRun(run);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
    List<Run.Input> inputs = inputs(addresses, sizes);
    Runs runs = new Runs(store);
    Run opened = runs.open(run, true, inputs);
    if (!opened.sameAs(new Run(opened.spec(), true, inputs, null)) || !opened.closed()) {
      throw new WrongUseException("run '" + run + "' is there already, with other archives");
    }
    List<Task> next = runs.close(run).next();
    outbox.send(next);
    return new Seeding(run, opened.inputs(), next);
  }

  private static List<Run.Input> inputs(Set<S3Address> addresses, Sizes sizes)
      throws IOException, InterruptedException {
    List<Callable<Run.Input>> questions = new ArrayList<>();
    for (Map.Entry<String, S3Address> one : ShortNames.of(addresses, Seeding::path).entrySet()) {
      questions.add(() ->
          new Run.Input(one.getKey(), size(one.getValue(), sizes), one.getValue().toString()));
    }
    List<Run.Input> inputs = new ArrayList<>();
    try (ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Run.Input> answer : askers.invokeAll(questions)) {
        inputs.add(answer.get());
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException machine -> throw machine;
        case WrongUseException wrong -> throw wrong;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
    return inputs;
  }

  private static List<String> path(S3Address address) {
    return List.of((address.bucket() + "/" + address.key()).split("/"));
  }

  private static long size(S3Address address, Sizes sizes) throws IOException {
    try {
      return sizes.of(address);
    } catch (NoSuchFileException e) {
      throw new WrongUseException(address + ": no such archive");
    } catch (IllegalArgumentException e) { // a key that no store has
      throw new WrongUseException(address + ": " + e.getMessage());
    }
  }

  /// What was done, for people.
  @Override
  public String toString() {
    return "Run %s has %s archives, %s.\nSent: %s\n"
        .formatted(
            run,
            ProgressText.number(inputs.size()),
            ProgressText.bytes((double) inputs.stream().mapToLong(Run.Input::bytes).sum()),
            Closing.kinds(sent));
  }
}
