package pairmill.dataset;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.run.Json;

/// The documents of a dataset beside its rows and its manifest.
public final class DatasetFiles {
  private DatasetFiles() {}

  /// Contents by name.
  ///
  /// @param manifest with the Parquet files among its files
  public static SortedMap<String, byte[]> of(Manifest manifest, Examples examples) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("README.md", DatasetCard.of(manifest).getBytes(StandardCharsets.UTF_8));
    files.put("croissant.json", Json.bytes(Croissant.of(manifest)));
    files.put("examples.json", Json.bytes(examples.byReason()));
    return files;
  }
}
