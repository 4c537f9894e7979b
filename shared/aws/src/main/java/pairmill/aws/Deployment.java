package pairmill.aws;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import pairmill.run.Json;
import pairmill.store.Store;

/// What stands on AWS around one work bucket. Terraform writes it into the bucket, and whoever
/// knows the bucket finds the rest.
///
/// @param name what the names of its parts begin with
/// @param region such as `us-east-1`
/// @param queues URLs of the queues by what they are for: `extract`, `dataset`, `download` and,
///   where there is a scorer, `score`
/// @param dead URLs of the queues that failed messages are set aside in, by the same names
@JsonIgnoreProperties(ignoreUnknown = true)
public record Deployment(
    String name, String region, Map<String, String> queues, Map<String, String> dead) {
  /// Where it stands in the work bucket.
  public static final String KEY = "deployment.json";

  public Deployment {
    queues = Map.copyOf(queues);
    dead = Map.copyOf(dead);
    if (!queues.keySet().equals(dead.keySet())) {
      throw new IllegalArgumentException(
          "queues %s, but dead letters of %s".formatted(queues.keySet(), dead.keySet()));
    }
  }

  /// Reads it.
  ///
  /// @throws IOException when there is none: nothing is deployed around this bucket
  public static Deployment read(Store store) throws IOException {
    try {
      return Json.read(store.read(KEY), Deployment.class, KEY);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "[%s] is not there: nothing is deployed around this bucket".formatted(e.getFile()), e);
    }
  }
}
