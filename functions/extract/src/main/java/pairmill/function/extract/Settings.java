package pairmill.function.extract;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/// What the function is configured by: environment variables that Terraform sets, such as
/// `PAIRMILL_BUCKET`.
@ConfigMapping(prefix = "pairmill")
public interface Settings {
  /// The work bucket.
  String bucket();

  /// URLs of the queues.
  Queues queues();

  /// Where AWS is; from `AWS_REGION`.
  String region();

  /// Where an emulator of AWS serves; from `AWS_ENDPOINT_URL`.
  Optional<URI> endpoint();

  /// Memory of the function, in units of 2^20 bytes; from `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`.
  int memory();

  /// The queues of this function.
  interface Queues {
    /// `PAIRMILL_QUEUES_EXTRACT`: where its messages come from.
    String extract();

    /// `PAIRMILL_QUEUES_DATASET`: where plans are announced.
    String dataset();
  }
}
