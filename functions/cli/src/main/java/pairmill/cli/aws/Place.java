package pairmill.cli.aws;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import pairmill.aws.Aws;
import pairmill.aws.S3Address;
import pairmill.cli.WrongUseException;

/// Where AWS is, by what this process was started with.
final class Place {
  private Place() {}

  /// AWS, or the emulator that takes its place: by the names that AWS's own client knows.
  static Aws aws() {
    return aws(System.getenv()::get, System::getProperty);
  }

  /// What is set from outside.
  @FunctionalInterface
  interface Settings {
    /// The value of a name; null when it is not set.
    @Nullable String of(String name);
  }

  /// The same by an environment and system properties, which come first.
  static Aws aws(Settings environment, Settings properties) {
    String region =
        first(
            properties.of("aws.region"),
            environment.of("AWS_REGION"),
            environment.of("AWS_DEFAULT_REGION"));
    if (region == null) {
      throw new WrongUseException("in which region? Set AWS_REGION, such as us-east-1");
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
    throw new WrongUseException("AWS_ENDPOINT_URL: no address of the web: '" + address + "'");
  }

  /// Reads the address of a flag.
  static S3Address address(String flag, String text) {
    try {
      return S3Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(flag + ": " + e.getMessage());
    }
  }

  /// Reads the address of a work bucket.
  static S3Address bucket(String flag, String text) {
    S3Address address = address(flag, text);
    if (!address.key().isEmpty()) {
      throw new WrongUseException(
          flag + ": a deployment has a bucket of its own, and no folder: '" + text + "'");
    }
    return address;
  }
}
