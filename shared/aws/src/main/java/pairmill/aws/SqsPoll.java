package pairmill.aws;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/// One question for a message, which may be interrupted while nobody answers: a thread that reads
/// from a socket does not hear that, and a virtual one does. What it received nevertheless is given
/// back.
final class SqsPoll {
  private static final Logger LOG = System.getLogger("pairmill.aws");

  private SqsPoll() {}

  /// Asks.
  ///
  /// @param waitSeconds how long SQS may take for it
  /// @param hiddenSeconds how long the message is hidden from others
  /// @return one message or none
  static List<Message> of(SqsQueue queue, int waitSeconds, int hiddenSeconds)
      throws IOException, InterruptedException {
    ReceiveMessageRequest request = request(queue, waitSeconds, hiddenSeconds);
    FutureTask<List<Message>> answer =
        new FutureTask<>(() ->
            queue.ask("gave no message", () -> queue.client().receiveMessage(request).messages()));
    Thread thread = Thread.startVirtualThread(answer);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.startVirtualThread(() -> giveBack(queue, answer));
      throw e;
    }
  }

  private static ReceiveMessageRequest request(SqsQueue queue, int waitSeconds, int hiddenSeconds) {
    ReceiveMessageRequest.Builder request =
        ReceiveMessageRequest.builder()
            .queueUrl(queue.url())
            .maxNumberOfMessages(1)
            .waitTimeSeconds(waitSeconds)
            .visibilityTimeout(hiddenSeconds)
            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    if (queue.fifo()) {
      // Where an answer is lost, the second request gets the same message: its group would wait.
      request.receiveRequestAttemptId(UUID.randomUUID().toString());
    }
    return request.build();
  }

  static void giveBack(SqsQueue queue, FutureTask<List<Message>> answer) {
    try {
      for (Message message : answer.get()) {
        queue.hide(message.receiptHandle(), 0);
      }
    } catch (IOException | RuntimeException | ExecutionException | InterruptedException e) {
      LOG.log(Level.DEBUG, "a message may come back late", e);
    }
  }
}
