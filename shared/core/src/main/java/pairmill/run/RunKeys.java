package pairmill.run;

import pairmill.pair.PairHash;
import pairmill.sample.SampleKey;

/// The names of a run's objects in its store.
///
/// @param run name of the run; empty where the store holds one run, as on a laptop
public record RunKeys(String run) {
  private static final int LONGEST_NAME = 100;

  private String key(String name) {
    return run.isEmpty() ? name : "runs/" + run + "/" + name;
  }

  /// The run itself: a [Run] as JSON.
  public String spec() {
    return key("run.json");
  }

  public String removals() {
    return key("removals.txt");
  }

  public String pairs(String input) {
    return key("extract/" + fileName(input) + ".pairs.parquet");
  }

  public String images(String input) {
    return key("extract/" + fileName(input) + ".images.parquet");
  }

  public String extractStats(String input) {
    return key("extract/" + fileName(input) + ".stats.json");
  }

  public String shard(int shard) {
    return key("plan/" + SampleKey.shard(shard) + ".parquet");
  }

  public String planStats() {
    return key("plan/stats.json");
  }

  public String samples(int shard) {
    return key("samples/" + SampleKey.shard(shard) + ".parquet");
  }

  public String tar(int shard) {
    return key("samples/" + SampleKey.shard(shard) + ".tar");
  }

  public String downloadStats(int shard) {
    return key("samples/" + SampleKey.shard(shard) + "_stats.json");
  }

  public String rows(int shard) {
    return key("scores/" + SampleKey.shard(shard) + ".parquet");
  }

  public String scoreStats(int shard) {
    return key("scores/" + SampleKey.shard(shard) + "_stats.json");
  }

  /// A file of the dataset.
  public String dataset(String name) {
    return key("dataset/" + name);
  }

  /// The file that says the dataset is whole.
  public String manifest() {
    return dataset("manifest.json");
  }

  // Names of archives come from outside: what a file system may trip over goes, and a hash keeps
  // them apart.
  private static String fileName(String input) {
    String plain = input.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
    String end =
        plain.length() <= LONGEST_NAME ? plain : plain.substring(plain.length() - LONGEST_NAME);
    return end + "-%016x".formatted(PairHash.of(input, ""));
  }
}
