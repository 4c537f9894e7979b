package pairmill.scorer;

import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pairmill.aws.S3Address;
import pairmill.onnx.Device;

/// What the scorer works with, once it is known to make sense.
///
/// @param endpoint of an emulator; null for AWS itself
/// @param visibility 1 s to 12 h, which is SQS's range
/// @param threads 1 or more
/// @param stopTime more than 0
record Settings(
    S3Address bucket,
    String scoreQueue,
    String datasetQueue,
    String region,
    @Nullable URI endpoint,
    String model,
    Path models,
    Device device,
    Duration visibility,
    int threads,
    double dollarsPerHour,
    Duration stopTime) {
  private static final Map<String, Device> DEVICES =
      Map.of("cpu", Device.CPU, "cuda", Device.CUDA, "tensorrt", Device.TENSORRT);
  private static final int MOST_THREADS = 1_024;
  private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);
  private static final Duration LONGEST_STOP = Duration.ofHours(1);

  /// Reads the configuration.
  ///
  /// @throws WrongSettingException when one of its values is missing or makes no sense
  static Settings of(ScorerConfig config) {
    return new Settings(
        bucket(needed("pairmill.bucket", config.bucket())),
        queue("pairmill.queues.score", config.queues().score()),
        queue("pairmill.queues.dataset", config.queues().dataset()),
        region(config.region()),
        config.endpoint().map(text -> address("aws.endpoint.url", text)).orElse(null),
        config.model(),
        path("pairmill.models", config.models()),
        device(config.device()),
        duration("pairmill.visibility", config.visibility(), LONGEST_HIDDEN),
        threads(config.threads()),
        dollars(config.dollarsPerHour()),
        duration("pairmill.stop-time", config.stopTime(), LONGEST_STOP));
  }

  private static String needed(String key, Optional<String> value) {
    return value.orElseThrow(() -> new WrongSettingException(key, "is not set"));
  }

  private static S3Address bucket(String name) {
    try {
      return new S3Address(name, "");
    } catch (IllegalArgumentException e) {
      throw new WrongSettingException(
          "pairmill.bucket", "must be the name of a bucket, not '%s'".formatted(name));
    }
  }

  private static String queue(String key, Optional<String> value) {
    return address(key, needed(key, value)).toString();
  }

  private static URI address(String key, String text) {
    try {
      URI address = new URI(text);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new WrongSettingException(key, "must be an address of http, not '%s'".formatted(text));
  }

  private static String region(Optional<String> value) {
    String region = needed("aws.region", value);
    if (!region.matches("[a-z0-9-]{1,63}")) {
      throw new WrongSettingException(
          "aws.region", "must be the name of a region, such as us-east-1, not '" + region + "'");
    }
    return region;
  }

  private static Path path(String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new WrongSettingException(key, "must be a folder, not '%s'".formatted(text));
    }
  }

  private static Device device(String name) {
    Device device = DEVICES.get(name.toLowerCase(Locale.ROOT));
    if (device == null) {
      throw new WrongSettingException(
          "pairmill.device", "must be cpu, cuda or tensorrt, not '%s'".formatted(name));
    }
    return device;
  }

  private static Duration duration(String key, String text, Duration most) {
    try {
      Duration duration = DurationConverter.parseDuration(text);
      if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (RuntimeException _) {
      // said below
    }
    throw new WrongSettingException(
        key, "must be 1s to %dh, not '%s'".formatted(most.toHours(), text));
  }

  private static int threads(Optional<String> value) {
    if (value.isEmpty()) {
      return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    }
    try {
      int threads = Integer.parseInt(value.get());
      if (threads >= 1 && threads <= MOST_THREADS) {
        return threads;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new WrongSettingException(
        "pairmill.threads", "must be 1 to %d, not '%s'".formatted(MOST_THREADS, value.get()));
  }

  private static double dollars(String text) {
    try {
      double dollars = Double.parseDouble(text);
      if (dollars >= 0 && dollars < 10_000) {
        return dollars;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new WrongSettingException(
        "pairmill.dollars-per-hour", "must be 0 to 9999.99, not '%s'".formatted(text));
  }
}
