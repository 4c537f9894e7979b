package pairmill.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import pairmill.store.Digest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends each kind of task to its queue of SQS. Safe for use by many threads.
///
/// In a FIFO queue, a task of which the same was sent in the last five minutes is not added again:
/// done once, it is done. [Task.Plan] and [Task.Publish] are added each time, as they may have
/// found nothing to do yet.
public final class SqsOutbox implements Outbox {
  private static final int BATCH = 10; // SQS's own
  private static final int ROUNDS = 3;

  private final Map<Class<? extends Task>, SqsQueue> queues;

  /// Opens queues, which are not asked for anything yet.
  ///
  /// @param client of the queues' region; stays the caller's
  /// @param queueUrls the queue of each kind of task that will be sent; one that ends in `.fifo` is
  ///   a FIFO queue
  public SqsOutbox(SqsClient client, Map<Class<? extends Task>, String> queueUrls) {
    queues =
        queueUrls.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, kind -> new SqsQueue(client, kind.getValue())));
  }

  /// {@inheritDoc}
  ///
  /// @throws IllegalArgumentException when a task's kind has no queue; then none is sent
  @Override
  public void send(List<Task> tasks) throws IOException {
    Map<SqsQueue, List<Task>> byQueue =
        tasks.stream()
            .collect(Collectors.groupingBy(this::queue, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<SqsQueue, List<Task>> one : byQueue.entrySet()) {
      List<Task> waiting = one.getValue();
      for (int start = 0; start < waiting.size(); start += BATCH) {
        batch(one.getKey(), waiting.subList(start, Math.min(start + BATCH, waiting.size())));
      }
    }
  }

  private SqsQueue queue(Task task) {
    SqsQueue queue = queues.get(task.getClass());
    if (queue == null) {
      throw new IllegalArgumentException("no queue takes " + task);
    }
    return queue;
  }

  private static void batch(SqsQueue queue, List<Task> tasks) throws IOException {
    Map<String, SendMessageBatchRequestEntry> unsent =
        IntStream.range(0, tasks.size())
            .mapToObj(n -> entry(queue, Integer.toString(n), tasks.get(n)))
            .collect(
                Collectors.toMap(
                    SendMessageBatchRequestEntry::id,
                    Function.identity(),
                    (a, b) -> a,
                    LinkedHashMap::new));
    List<BatchResultErrorEntry> refused = List.of();
    for (int round = 0; round < ROUNDS && !unsent.isEmpty(); round++) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>(unsent.values());
      refused =
          queue.ask(
              "took no messages",
              () ->
                  queue
                      .client()
                      .sendMessageBatch(b -> b.queueUrl(queue.url()).entries(entries))
                      .failed());
      unsent.keySet().retainAll(refused.stream().map(BatchResultErrorEntry::id).toList());
    }
    if (!unsent.isEmpty()) {
      BatchResultErrorEntry first = refused.getFirst();
      throw new IOException(
          "[%s] took %d of %d messages: %s (%s)"
              .formatted(
                  queue.url(),
                  tasks.size() - unsent.size(),
                  tasks.size(),
                  Failures.words(first.message()),
                  Failures.words(first.code())));
    }
  }

  private static SendMessageBatchRequestEntry entry(SqsQueue queue, String id, Task task) {
    String body = TaskJson.body(task);
    SendMessageBatchRequestEntry.Builder entry =
        SendMessageBatchRequestEntry.builder().id(id).messageBody(body);
    if (queue.fifo()) {
      String once =
          switch (task) {
            case Task.Plan _, Task.Publish _ -> UUID.randomUUID().toString();
            case Task.Extract _, Task.Download _, Task.Score _ -> sha256(body);
          };
      entry.messageGroupId(group(task, once)).messageDeduplicationId(once);
    }
    return entry.build();
  }

  // SQS takes 1 to 128 letters, digits and signs of ASCII. A task of no group is its own.
  private static String group(Task task, String own) {
    String group = task.group();
    if (group == null) {
      return own;
    }
    return group.matches("[!-~]{1,128}") ? group : sha256(group);
  }

  private static String sha256(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
