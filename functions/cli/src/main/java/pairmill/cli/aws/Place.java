package pairmill.cli.aws;

import pairmill.aws.Aws;
import pairmill.aws.S3Address;
import pairmill.aws.Surroundings;
import pairmill.cli.WrongUseException;

/// Where AWS is, by what this process was started with.
final class Place {
  private Place() {}

  /// AWS, or the emulator that takes its place.
  static Aws aws() {
    try {
      return Surroundings.aws();
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
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
