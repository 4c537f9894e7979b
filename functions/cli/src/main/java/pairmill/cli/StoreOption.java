package pairmill.cli;

import picocli.CommandLine.Option;

/// The flag of the commands that work on what stands on AWS. Region and endpoint come from the
/// environment, as for AWS's own tools.
public final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "s3://BUCKET",
      required = true,
      description =
          "The work bucket of a deployment, in AWS_REGION; asked at AWS_ENDPOINT_URL if that is set.")
  public String store;
}
