package pairmill.aws;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Lambda calls a function with when messages wait in its queue.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda's
///   documentation</a>
@JsonIgnoreProperties(ignoreUnknown = true)
public record SqsEvent(@JsonProperty("Records") List<Message> messages) {
  private static final String ATTEMPTS = "ApproximateReceiveCount";

  public SqsEvent {
    if (messages == null) { // Jackson asks nobody
      throw new IllegalArgumentException("no event of SQS: it has no Records");
    }
    messages = List.copyOf(messages);
  }

  /// One message.
  ///
  /// @param messageId what a failure is told by
  /// @param receiptHandle what its visibility is changed by
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Message(
      String messageId,
      @Nullable String receiptHandle,
      @Nullable String body,
      @Nullable Map<String, String> attributes) {
    /// How often it was delivered, this time included; 1 or more.
    int attempt() {
      return Backoff.attempt(attributes == null ? null : attributes.get(ATTEMPTS));
    }
  }

  /// What a function answers: all messages but these are done, and Lambda deletes them.
  public record Answer(List<Failure> batchItemFailures) {}

  /// A message that was not done.
  ///
  /// @param itemIdentifier its `messageId`
  public record Failure(String itemIdentifier) {}
}
