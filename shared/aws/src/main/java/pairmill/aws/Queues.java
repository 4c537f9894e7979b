package pairmill.aws;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import pairmill.queue.Outbox;
import pairmill.queue.Task;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The queues of a deployment. Safe for use by many threads.
public final class Queues implements Closeable {
  private static final String SCORE = "score";
  private static final String DATASET = "dataset";

  /// The queue of each kind of task, by the name that it has in a [Deployment].
  public static final Map<Class<? extends Task>, String> NAMES =
      Map.of(
          Task.Extract.class, "extract",
          Task.Plan.class, DATASET,
          Task.Download.class, "download",
          Task.Score.class, SCORE,
          Task.Publish.class, DATASET);

  private final SqsClient client;
  private final Deployment deployment;

  private Queues(SqsClient client, Deployment deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /// Opens them; none is asked for anything yet.
  ///
  /// @param aws who asks; the region is the deployment's
  public static Queues open(Aws aws, Deployment deployment) {
    return new Queues(
        new Aws(deployment.region(), aws.endpoint(), aws.credentials()).sqs(), deployment);
  }

  /// Sends each task to the queue of those who work it off. Where nobody scores, that is the queue
  /// for datasets.
  ///
  /// @throws IOException when the deployment lacks a queue
  public Outbox outbox() throws IOException {
    Map<Class<? extends Task>, String> urls = new HashMap<>();
    for (Map.Entry<Class<? extends Task>, String> queue : NAMES.entrySet()) {
      boolean unscored = queue.getValue().equals(SCORE) && !names().contains(SCORE);
      urls.put(queue.getKey(), url(deployment.queues(), unscored ? DATASET : queue.getValue()));
    }
    return new SqsOutbox(client, urls);
  }

  /// The names of the queues, in alphabetical order.
  public SortedSet<String> names() {
    return new TreeSet<>(deployment.queues().keySet());
  }

  /// What was set aside of one of the queues.
  ///
  /// @param name one of [#names()]
  public DeadLetters dead(String name) throws IOException {
    return new DeadLetters(client, url(deployment.dead(), name), url(deployment.queues(), name));
  }

  private static String url(Map<String, String> urls, String name) throws IOException {
    String url = urls.get(name);
    if (url == null) {
      throw new IOException(
          "[%s] names no queue '%s', but %s".formatted(Deployment.KEY, name, urls.keySet()));
    }
    return url;
  }

  /// Counts what is in each queue, by its name.
  public SortedMap<String, QueueCounts> counts() throws IOException {
    SortedMap<String, QueueCounts> counts = new TreeMap<>();
    for (Map.Entry<String, String> queue : deployment.queues().entrySet()) {
      Map<QueueAttributeName, String> alive = attributes(queue.getValue());
      Map<QueueAttributeName, String> dead = attributes(url(deployment.dead(), queue.getKey()));
      counts.put(
          queue.getKey(),
          new QueueCounts(
              waiting(alive),
              count(alive, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
              waiting(dead)
                  + count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }
    return counts;
  }

  private static long waiting(Map<QueueAttributeName, String> attributes) {
    return count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
  }

  private static long count(
      Map<QueueAttributeName, String> attributes, QueueAttributeName attribute) {
    return Long.parseLong(attributes.getOrDefault(attribute, "0"));
  }

  private Map<QueueAttributeName, String> attributes(String url) throws IOException {
    return new SqsQueue(client, url)
        .ask(
            "did not tell how many messages it has",
            () ->
                client
                    .getQueueAttributes(q ->
                        q.queueUrl(url)
                            .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes());
  }

  @Override
  public void close() {
    client.close();
  }
}
