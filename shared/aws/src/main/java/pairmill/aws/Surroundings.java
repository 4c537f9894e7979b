package pairmill.aws;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Where AWS is, by what a process was started with: by the names that AWS's own client knows.
public final class Surroundings {
  private Surroundings() {}

  /// What is set from outside.
  @FunctionalInterface
  public interface Settings {
    /// The value of a name; null when it is not set.
    @Nullable String of(String name);
  }

  /// AWS, or the emulator that takes its place.
  ///
  /// @throws IllegalArgumentException with a sentence when it is not told where
  public static Aws aws() {
    return aws(System.getenv()::get, System::getProperty);
  }

  /// The same by an environment and system properties, which come first.
  public static Aws aws(Settings environment, Settings properties) {
    String region =
        first(
            properties.of("aws.region"),
            environment.of("AWS_REGION"),
            environment.of("AWS_DEFAULT_REGION"));
    if (region == null) {
      throw new IllegalArgumentException("in which region? Set AWS_REGION, such as us-east-1");
    }
    return Aws.at(
        region,
        endpoint(first(properties.of("aws.endpointUrl"), environment.of("AWS_ENDPOINT_URL"))));
  }

  private static @Nullable String first(@Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable URI endpoint(@Nullable String address) {
    if (address == null) {
      return null;
    }
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "AWS_ENDPOINT_URL: no address of the web: '" + address + "'");
  }
}
