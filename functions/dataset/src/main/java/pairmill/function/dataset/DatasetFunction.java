package pairmill.function.dataset;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import pairmill.aws.Aws;
import pairmill.aws.FunctionWorker;
import pairmill.aws.S3Address;
import pairmill.aws.S3Store;
import pairmill.aws.ShardLog;
import pairmill.aws.SqsEvent;
import pairmill.aws.TaskJson;
import pairmill.cost.Machine;
import pairmill.duckdb.DuckLimits;
import pairmill.duckdb.DuckPlanner;
import pairmill.duckdb.DuckPublisher;
import pairmill.parquet.ParquetFiles;
import pairmill.queue.Task;
import pairmill.stage.Plan;
import pairmill.stage.Ports;
import pairmill.stage.Publish;
import pairmill.stage.Score;
import pairmill.stage.Unfinished;

/// Plans runs and publishes them, and announces both for every run that is not done when a schedule
/// asks for it. Where the deployment has no scorer, the score tasks come here as well: they pass
/// the rows of runs that ask for none.
@Singleton
public final class DatasetFunction {
  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));
  private static final String ANNOUNCE = "announce";

  private final Unfinished unfinished;
  private final Plan plan;
  private final Score score;
  private final Publish publish;
  private final FunctionWorker worker;

  /// Wires the stages. Nothing is asked of AWS yet.
  public DatasetFunction(Settings settings) throws IOException {
    Aws aws = Aws.at(settings.region(), settings.endpoint().orElse(null));
    S3Store store = S3Store.open(aws, new S3Address(settings.bucket(), ""), FOLDER);
    Ports ports =
        new Ports(
            store,
            new ParquetFiles(),
            new ShardLog(System.out, InstantSource.system()),
            InstantSource.system(),
            store.billing(Machine.lambda(settings.memory())));
    DuckLimits limits =
        new DuckLimits(
            ((long) settings.memory() << 20) / 3, Runtime.getRuntime().availableProcessors());
    unfinished = new Unfinished(store);
    plan = new Plan(ports, new DuckPlanner(ports.tables(), limits));
    score = new Score(ports, null, 1);
    publish = new Publish(ports, new DuckPublisher(ports.tables(), limits));
    String own = settings.queues().dataset();
    worker =
        FunctionWorker.open(
            aws,
            own,
            Map.of(
                Task.Plan.class, own,
                Task.Publish.class, own,
                Task.Download.class, settings.queues().download()),
            this::work);
  }

  /// Works off what Lambda calls with.
  @Funq
  public SqsEvent.Answer dataset(SqsEvent event) throws InterruptedException {
    return worker.work(event);
  }

  private List<Task> work(String body) throws IOException, InterruptedException {
    if (TaskJson.kind(body).equals(ANNOUNCE)) { // the schedule is Terraform's: no task of a run
      return unfinished.announce();
    }
    return switch (TaskJson.parse(body)) {
      case Task.Plan task -> plan.run(task);
      case Task.Score task -> score.run(task);
      case Task.Publish task -> publish.run(task);
      case Task other ->
          throw new IllegalArgumentException(
              "this function plans and publishes, and does no " + other);
    };
  }
}
