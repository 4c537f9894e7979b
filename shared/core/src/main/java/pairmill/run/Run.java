package pairmill.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.store.Store;

/// A set of inputs and a spec, written to `run.json` before anything else.
///
/// @param closed true when the list of inputs is final; nothing is planned before
/// @param inputs in the order of their names
/// @param report what the last process that worked on the run measured; no part of what the run is
public record Run(
    RunSpec spec,
    boolean closed,
    List<Input> inputs,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode report) {
  public Run {
    inputs = inputs.stream().sorted(Comparator.comparing(Input::name)).toList();
    for (int i = 1; i < inputs.size(); i++) {
      if (inputs.get(i).name().equals(inputs.get(i - 1).name())) {
        throw new IllegalArgumentException("two inputs of one name: " + inputs.get(i).name());
      }
    }
  }

  /// One archive.
  ///
  /// @param name unique within the run; it stands in `archive_file`
  /// @param bytes its size as stored
  /// @param address where it is kept, such as `s3://bucket/key`; null where it is kept as the run's
  ///   other inputs are
  public record Input(
      String name,
      long bytes,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String address) {
    /// An input that is kept as the run's other inputs are.
    public Input(String name, long bytes) {
      this(name, bytes, null);
    }
  }

  /// True when both would give the same dataset.
  public boolean sameAs(Run other) {
    return spec.equals(other.spec) && inputs.equals(other.inputs);
  }

  /// This run with another report.
  public Run with(JsonNode newReport) {
    return new Run(spec, closed, inputs, newReport);
  }

  /// Reads a run from its store. The inputs of one that was opened to grow stand in an object of
  /// their own, once it is closed: each is written once, so that nobody overwrites what another
  /// saw.
  ///
  /// @throws NoSuchFileException when there is none
  public static Run read(Store store, RunKeys keys) throws IOException {
    Run run = Json.read(store.read(keys.spec()), Run.class, keys.spec());
    if (run.closed) {
      return run;
    }
    try {
      List<Input> all = List.of(Json.read(store.read(keys.inputs()), Input[].class, keys.inputs()));
      return new Run(run.spec, true, all, run.report);
    } catch (NoSuchFileException e) {
      return run; // it still grows
    }
  }

  /// The input of a name; null when the run has none.
  public @Nullable Input input(String name) {
    return inputs.stream().filter(input -> input.name().equals(name)).findAny().orElse(null);
  }

  /// Writes it, replacing what was there.
  public void write(Store store, RunKeys keys) throws IOException {
    store.put(keys.spec(), Json.bytes(this));
  }
}
