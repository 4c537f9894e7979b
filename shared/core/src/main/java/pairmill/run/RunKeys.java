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

  /// The final list of inputs of a run that grew: an array of [Run.Input] as JSON. Where it stands,
  /// the run is closed.
  public String inputs() {
    return key("inputs.json");
  }

  public String removals() {
    return key("removals.txt");
  }

  public String suspicious() {
    return key("suspicious.txt");
  }

  /// In a folder that holds nothing else: what asks S3 by SQL takes all of a folder for one table.
  public String pairs(String input) {
    return key("extract/pairs/" + fileName(input) + ".parquet");
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

  /// What the names of all that was extracted begin with.
  public String extracts() {
    return key("extract/");
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

  /// What one part of a shard's download got to, until its last part puts all of them together.
  ///
  /// @param part 0 or more
  public String partSamples(int shard, int part) {
    return part(shard, part) + ".parquet";
  }

  public String partTar(int shard, int part) {
    return part(shard, part) + ".tar";
  }

  public String partStats(int shard, int part) {
    return part(shard, part) + "_stats.json";
  }

  private String part(int shard, int part) {
    return key("parts/" + SampleKey.shard(shard) + "-" + part);
  }

  public String rows(int shard) {
    return key("scores/" + SampleKey.shard(shard) + ".parquet");
  }

  public String scoreStats(int shard) {
    return key("scores/" + SampleKey.shard(shard) + "_stats.json");
  }

  public String imageEmbeddings(int shard) {
    return key("scores/" + SampleKey.shard(shard) + ".img_emb.npy");
  }

  public String textEmbeddings(int shard) {
    return key("scores/" + SampleKey.shard(shard) + ".text_emb.npy");
  }

  public String publishStats() {
    return key("publish/stats.json");
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
  // them apart. Readers of folders pass over files whose names begin with a dot or an underscore.
  private static String fileName(String input) {
    String plain = input.replaceAll("[^A-Za-z0-9._-]", "_");
    String end =
        plain.length() <= LONGEST_NAME ? plain : plain.substring(plain.length() - LONGEST_NAME);
    return end.replaceFirst("^[._]+", "") + "-%016x".formatted(PairHash.of(input, ""));
  }
}
