package pairmill.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Where AWS is, and who asks.
///
/// @param region such as `us-east-1`
/// @param endpoint of an emulator; null for AWS itself
/// @param credentials what requests are signed with
public record Aws(String region, @Nullable URI endpoint, AwsCredentialsProvider credentials) {
  /// How often a request is sent before its failure is one. Refused with "slow down" each time, it
  /// takes about 15 s, of the 5 minutes that the shortest task has.
  static final int ATTEMPTS = 6;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  // longer than the longest poll of a queue
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /// AWS, with the credentials that its own tools would use here.
  public static Aws at(String region) {
    return new Aws(region, null, DefaultCredentialsProvider.builder().build());
  }

  /// AWS, or an emulator where `endpoint` names one: what doors that are configured from outside
  /// use.
  public static Aws at(String region, @Nullable URI endpoint) {
    return endpoint == null ? at(region) : emulated(endpoint, region);
  }

  /// An emulator, which takes any credentials.
  public static Aws emulated(URI endpoint, String region) {
    return new Aws(
        region,
        endpoint,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  /// The same without credentials, which is enough to read a public bucket.
  public Aws unsigned() {
    return new Aws(region, endpoint, AnonymousCredentialsProvider.create());
  }

  /// A client for queues, for the caller to close.
  public SqsClient sqs() {
    return sqs(AwsRetryStrategy.standardRetryStrategy());
  }

  SqsClient sqs(RetryStrategy strategy) {
    return configured(SqsClient.builder(), strategy.toBuilder().maxAttempts(ATTEMPTS).build())
        .httpClient(http())
        .build();
  }

  /// A client for one bucket: adaptive, it slows down in all it does when the bucket asks for it.
  S3Client s3(S3Requests requests) {
    return s3(AwsRetryStrategy.adaptiveRetryStrategy(), requests);
  }

  S3Client s3(RetryStrategy strategy, S3Requests requests) {
    RetryStrategy patient =
        strategy.toBuilder().maxAttempts(ATTEMPTS).retryOnException(Aws::conflicts).build();
    return configured(S3Client.builder(), patient)
        .overrideConfiguration(c -> c.retryStrategy(patient).addExecutionInterceptor(requests))
        .httpClient(http())
        .forcePathStyle(endpoint != null)
        .build();
  }

  // Two conditional writes of one key met. S3's documentation says to send it again.
  private static boolean conflicts(Throwable e) {
    return e instanceof S3Exception refused && refused.statusCode() == 409;
  }

  private <B extends AwsClientBuilder<B, C>, C> B configured(B builder, RetryStrategy strategy) {
    builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .overrideConfiguration(c -> c.retryStrategy(strategy));
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }

  private static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(SILENCE)
        .build();
  }
}
