package pairmill.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// What the client throws, as exceptions about the machine: one sentence with the place.
final class Failures {
  private static final int MAX_WORDS = 300;
  private static final String NO_CREDENTIALS = "Unable to load credentials from any";

  private Failures() {}

  /// Tells a failure.
  ///
  /// @param place the object or the queue
  /// @param problem what did not work, such as "cannot be read"
  static IOException of(Object place, String problem, SdkException e) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt(); // the client took the interrupt
      return cause(new InterruptedIOException("[" + place + "] " + problem + ": interrupted"), e);
    }
    if (e instanceof AwsServiceException refused) {
      return missingKey(refused)
          ? cause(new NoSuchFileException(place.toString()), e)
          : new IOException("[" + place + "] " + problem + ": " + answer(refused), e);
    }
    return new IOException("[" + place + "] " + problem + ": " + client(e.getMessage()), e);
  }

  // The client lists all classes that it asked, and what each of them said.
  private static String client(@Nullable String message) {
    return message != null && message.startsWith(NO_CREDENTIALS)
        ? "no credentials were found where AWS's own tools look for them"
        : words(message);
  }

  private static <E extends IOException> E cause(E e, Throwable cause) {
    e.initCause(cause);
    return e;
  }

  // The answer to HEAD has no body, and so no code.
  private static boolean missingKey(AwsServiceException e) {
    String code = code(e);
    return code.equals("NoSuchKey") || (e.statusCode() == 404 && code.isEmpty());
  }

  static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String answer(AwsServiceException e) {
    String code = (code(e) + " HTTP " + e.statusCode()).strip();
    if (e.isThrottlingException() || e.statusCode() == 503) {
      return "asked to slow down each of %s times (%s)".formatted(attempts(e), code);
    }
    if (e.statusCode() == 403) {
      return "access denied (%s); S3 says so of a missing key, too, where it may not be listed"
          .formatted(code);
    }
    if (e.statusCode() == 301) {
      return "the bucket is in region %s (%s)".formatted(region(e), code);
    }
    AwsErrorDetails details = e.awsErrorDetails();
    return "%s (%s)".formatted(words(details == null ? null : details.errorMessage()), code);
  }

  private static Object attempts(AwsServiceException e) {
    return e.numAttempts() == null ? "some" : e.numAttempts();
  }

  private static String region(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? "unknown"
        : words(
            details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region").orElse("unknown"));
  }

  // Others' words: in one line, and not too many.
  static String words(@Nullable String text) {
    if (text == null) {
      return "no reason given";
    }
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "...";
  }
}
