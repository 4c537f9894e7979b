package pairmill.cost;

/// List prices of AWS in us-east-1, in US dollars, as of November 2026. Those of other regions
/// differ by some percent.
///
/// @see <a href="https://aws.amazon.com/lambda/pricing/">Lambda</a>
/// @see <a href="https://aws.amazon.com/s3/pricing/">S3</a>
/// @see <a href="https://aws.amazon.com/sqs/pricing/">SQS</a>
/// @see <a href="https://aws.amazon.com/ec2/pricing/on-demand/">EC2</a>
final class Prices {
  /// A GB-second of Lambda on x86, up to 6 billion a month.
  static final double LAMBDA_GB_SECOND = 0.0000166667;

  /// A call of a function.
  static final double LAMBDA_CALL = 0.20e-6;

  /// Reading an object of S3.
  static final double READ = 0.40e-6;

  /// Writing an object, or listing a thousand.
  static final double WRITE = 5e-6;

  /// A request to a FIFO queue; one to a standard queue is a fifth cheaper.
  static final double MESSAGE = 0.50e-6;

  /// A task is sent, received and deleted.
  static final int MESSAGES_PER_TASK = 3;

  private Prices() {}
}
