package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

final class FailuresTest {
  /// What the client says where it finds none.
  private static SdkClientException withoutCredentials() {
    try {
      AwsCredentialsProviderChain.of(
              () -> EnvironmentVariableCredentialsProvider.create().resolveCredentials())
          .resolveCredentials();
    } catch (SdkClientException e) {
      return e;
    }
    return SdkClientException.create("Unable to load credentials from any, but here are some");
  }

  @Test
  void withoutCredentialsItSaysSoInFewWords() {
    assertEquals(
        "[s3://mill/a] cannot be read: no credentials were found where AWS's own tools look for them",
        Failures.of("s3://mill/a", "cannot be read", withoutCredentials()).getMessage());
  }

  @Test
  void otherFailuresSpeakForThemselves() {
    assertEquals(
        "[s3://mill/a] cannot be read: no route to host",
        Failures.of("s3://mill/a", "cannot be read", SdkClientException.create("no route\nto host"))
            .getMessage());
  }
}
