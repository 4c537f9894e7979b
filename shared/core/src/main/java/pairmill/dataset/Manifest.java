package pairmill.dataset;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.run.Run;
import pairmill.run.RunSpec;
import pairmill.shard.Damage;

/// `manifest.json`: what a dataset is made of, by what, and how many. Written last: a dataset
/// without one is not whole. No date, no path of a machine and no timing stands in it, so that
/// equal runs give equal bytes.
///
/// @param format version of this file's shape
/// @param spec all that decided what became of the inputs
/// @param records records read from all archives
/// @param pages pages among them
/// @param damage places that could not be read
/// @param damaged the first of them, per archive at most [pairmill.shard.ShardStats#DAMAGE_KEPT]
/// @param languages published rows by ISO 639-1 code; `""` for none told
/// @param domains the registrable domains with most published rows
public record Manifest(
    int format,
    RunSpec spec,
    List<Run.Input> inputs,
    long records,
    long pages,
    long damage,
    List<Damage> damaged,
    Funnel funnel,
    long rows,
    SortedMap<String, Long> languages,
    List<Domain> domains,
    List<File> files) {
  public Manifest {
    requireNonNull(spec, "no spec");
    requireNonNull(funnel, "no funnel");
    inputs = List.copyOf(requireNonNull(inputs, "no inputs"));
    damaged = List.copyOf(requireNonNull(damaged, "no damaged"));
    domains = List.copyOf(requireNonNull(domains, "no domains"));
    files = List.copyOf(requireNonNull(files, "no files"));
    languages = new TreeMap<>(requireNonNull(languages, "no languages"));
  }

  /// The version that this program writes.
  public static final int FORMAT = 1;

  /// Name of the file.
  public static final String NAME = "manifest.json";

  /// A registrable domain and its published rows.
  public record Domain(String domain, long rows) {}

  /// One file of the dataset.
  ///
  /// @param name path below the dataset's folder
  /// @param rows number of rows; 0 for files that hold none
  /// @param sha256 of its bytes, hexadecimal
  public record File(String name, long rows, long bytes, String sha256) {
    public File {
      requireNonNull(name, "no name");
      requireNonNull(sha256, "no sha256");
    }
  }
}
