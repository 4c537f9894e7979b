package pairmill.function.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
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

  /// `PAIRMILL_TASK_SECONDS`: after how many seconds a task takes up no more pairs, and hands the
  /// rest on. Shorter than the function's timeout by what writing takes.
  @WithDefault("240")
  int taskSeconds();

  /// `PAIRMILL_CONTACT`: where a webmaster finds whoever runs this.
  Optional<String> contact();

  /// `PAIRMILL_HOST_RATE`: requests per second and host, 0 for no limit.
  @WithDefault("1")
  double hostRate();

  /// `PAIRMILL_ALLOW_ADDRESSES`: private addresses that may be asked nevertheless, as CIDR[:PORT],
  /// with commas between.
  Optional<List<String>> allowAddresses();

  /// The version of this software, for the User-Agent.
  String version();

  /// The queues of this function.
  interface Queues {
    /// `PAIRMILL_QUEUES_DOWNLOAD`: where its messages come from, and rests are handed on.
    String download();

    /// `PAIRMILL_QUEUES_SCORE`: where samples go.
    String score();
  }
}
