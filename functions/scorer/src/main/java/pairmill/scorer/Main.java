package pairmill.scorer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import pairmill.aws.Aws;
import pairmill.aws.S3Store;
import pairmill.aws.ShardLog;
import pairmill.aws.SqsInbox;
import pairmill.aws.SqsOutbox;
import pairmill.cost.Machine;
import pairmill.onnx.OnnxScorer;
import pairmill.parquet.ParquetFiles;
import pairmill.queue.Task;
import pairmill.stage.Ports;
import pairmill.stage.Score;
import pairmill.stage.Stage;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Reads the settings, opens the models and AWS, and works until the process is asked to end.
@QuarkusMain
public final class Main implements QuarkusApplication {
  private static final Logger LOG = System.getLogger("pairmill.scorer");
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private final ScorerConfig config;
  private final MeterRegistry registry;
  private final Pulse pulse;
  private final Stop stop;

  @Inject
  Main(ScorerConfig config, MeterRegistry registry, Pulse pulse, Stop stop) {
    this.config = config;
    this.registry = registry;
    this.pulse = pulse;
    this.stop = stop;
  }

  /// Starts the process.
  public static void main(String... args) {
    Quarkus.run(Main.class, args);
  }

  @Override
  public int run(String... args) throws InterruptedException {
    try {
      Settings settings = Settings.of(config);
      stop.register(settings.stopTime());
      score(settings);
      return stop.ended(FAILED); // nobody asked for it
    } catch (WrongSettingException e) {
      LOG.log(Level.ERROR, e.getMessage());
      return stop.ended(WRONG_USE);
    } catch (IOException e) {
      LOG.log(Level.ERROR, e.getMessage(), e);
      return stop.ended(FAILED);
    }
  }

  private void score(Settings settings) throws IOException, InterruptedException {
    Aws aws = Aws.at(settings.region(), settings.endpoint());
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    try (OnnxScorer scorer = Models.open(settings);
        S3Store bucket = S3Store.open(aws, settings.bucket(), scratch);
        SqsClient sqs = aws.sqs();
        SqsInbox inbox = new SqsInbox(sqs, settings.scoreQueue(), settings.visibility())) {
      InstantSource clock = InstantSource.system();
      StoreTimes times = new StoreTimes();
      Meters meters = new Meters(registry, clock, pulse, new ShardLog(System.out, clock));
      meters.phases(scorer, times);
      Ports ports =
          new Ports(
              new TimedStore(bucket, times),
              new ParquetFiles(),
              meters,
              clock,
              bucket.billing(Machine.hourly(settings.dollarsPerHour(), Crew.WORKERS)));
      SqsOutbox outbox = new SqsOutbox(sqs, Map.of(Task.Publish.class, settings.datasetQueue()));
      Crew crew =
          new Crew(
              inbox, outbox, only(new Score(ports, scorer, settings.threads())), pulse, meters);
      LOG.log(Level.INFO, "{0} scores what {1} tells of", scorer.spec(), settings.scoreQueue());
      if (stop.start(crew)) {
        crew.await();
      }
    }
  }

  private static Stage<Task> only(Score score) {
    return task -> {
      if (task instanceof Task.Score shard) {
        return score.run(shard);
      }
      throw new IllegalArgumentException("the scorer was given " + task);
    };
  }
}
