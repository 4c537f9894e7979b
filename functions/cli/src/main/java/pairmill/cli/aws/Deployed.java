package pairmill.cli.aws;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pairmill.aws.Aws;
import pairmill.aws.Deployment;
import pairmill.aws.Queues;
import pairmill.aws.S3Address;
import pairmill.aws.S3Archives;
import pairmill.aws.S3Store;
import pairmill.cli.StoreOption;
import pairmill.queue.Outbox;
import pairmill.store.Scratch;
import pairmill.store.Store;

/// A deployment on AWS, by its work bucket.
public final class Deployed implements Closeable {
  private final Aws aws;
  private final S3Address bucket;
  private final Scratch scratch;
  private final S3Store store;
  private @Nullable Queues queues;

  private Deployed(Aws aws, S3Address bucket, Scratch scratch) throws IOException {
    this.aws = aws;
    this.bucket = bucket;
    this.scratch = scratch;
    this.store = S3Store.open(aws, bucket, scratch.folder());
  }

  /// Opens it; nothing is asked for yet.
  ///
  /// @throws pairmill.cli.WrongUseException when the flag or the environment cannot be
  public static Deployed open(StoreOption option) throws IOException {
    S3Address bucket = Place.bucket("--store", option.store);
    Aws aws = Place.aws();
    Scratch scratch = Scratch.open();
    try {
      return new Deployed(aws, bucket, scratch);
    } catch (IOException | RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  /// The work bucket.
  public Store store() {
    return store;
  }

  /// The work bucket's address, for people.
  public String address() {
    return "s3://" + bucket.bucket();
  }

  /// The queues.
  ///
  /// @throws IOException when nothing is deployed around this bucket
  public Queues queues() throws IOException {
    if (queues == null) {
      queues = Queues.open(aws, Deployment.read(store));
    }
    return queues;
  }

  /// Opens a run of archives in other buckets, and starts it: see [Seeding].
  ///
  /// @param inputs as a command line names them
  /// @param bucket that keys are of
  public Seeding seed(String run, List<String> inputs, String bucket)
      throws IOException, InterruptedException {
    Set<S3Address> addresses = Seeding.addresses(inputs, bucket);
    Outbox outbox = queues().outbox();
    try (S3Archives archives = new S3Archives(store, aws, scratch.folder())) {
      return Seeding.of(run, addresses, archives::size, store, outbox);
    }
  }

  @Override
  public void close() throws IOException {
    if (queues != null) {
      queues.close();
    }
    store.close();
    scratch.close();
  }
}
