package pairmill.function.extract;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pairmill.aws.Aws;
import pairmill.aws.FunctionWorker;
import pairmill.aws.S3Address;
import pairmill.aws.S3Archives;
import pairmill.aws.S3Notice;
import pairmill.aws.S3Store;
import pairmill.aws.ShardLog;
import pairmill.aws.SqsEvent;
import pairmill.aws.TaskJson;
import pairmill.cost.Machine;
import pairmill.language.LinguaDetector;
import pairmill.parquet.ParquetFiles;
import pairmill.queue.Task;
import pairmill.stage.ArchivePairs;
import pairmill.stage.Extract;
import pairmill.stage.Ports;
import pairmill.stage.Runs;

/// Finds the pairs of archives: of each that S3 says has landed, and of each that a task names.
@Singleton
public final class ExtractFunction {
  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));

  private final String bucket;
  private final Runs runs;
  private final Extract stage;
  private final FunctionWorker worker;

  /// Wires the stage. Nothing is asked of AWS yet.
  public ExtractFunction(Settings settings) throws IOException {
    Aws aws = Aws.at(settings.region(), settings.endpoint().orElse(null));
    bucket = settings.bucket();
    S3Store store = S3Store.open(aws, new S3Address(bucket, ""), FOLDER);
    Ports ports =
        new Ports(
            store,
            new ParquetFiles(),
            new ShardLog(System.out, InstantSource.system()),
            InstantSource.system(),
            store.billing(Machine.lambda(settings.memory())));
    runs = new Runs(store);
    stage =
        new Extract(
            ports,
            new ArchivePairs(
                new S3Archives(store, aws, FOLDER), new LinguaDetector(), LinguaDetector.NAME));
    worker =
        FunctionWorker.open(
            aws,
            settings.queues().extract(),
            Map.of(Task.Plan.class, settings.queues().dataset()),
            this::work);
  }

  /// Works off what Lambda calls with.
  @Funq
  public SqsEvent.Answer extract(SqsEvent event) throws InterruptedException {
    return worker.work(event);
  }

  private List<Task> work(String body) throws IOException {
    List<Task> next = new ArrayList<>();
    for (Task.Extract task : tasks(body)) {
      next.addAll(stage.run(task));
    }
    return next;
  }

  private List<Task.Extract> tasks(String body) throws IOException {
    List<Task.Extract> tasks = new ArrayList<>();
    if (!TaskJson.kind(body).isEmpty()) {
      add(TaskJson.parse(body), tasks);
    } else {
      for (String key : S3Notice.parse(body).created(bucket)) {
        runs.arrived(key).forEach(task -> add(task, tasks));
      }
    }
    return tasks;
  }

  private static void add(Task task, List<Task.Extract> tasks) {
    if (!(task instanceof Task.Extract extract)) {
      throw new IllegalArgumentException("this function extracts, and does no " + task);
    }
    tasks.add(extract);
  }
}
