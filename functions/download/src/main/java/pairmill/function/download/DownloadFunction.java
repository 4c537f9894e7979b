package pairmill.function.download;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import pairmill.aws.Aws;
import pairmill.aws.FunctionWorker;
import pairmill.aws.S3Address;
import pairmill.aws.S3Archives;
import pairmill.aws.S3Store;
import pairmill.aws.ShardLog;
import pairmill.aws.SqsEvent;
import pairmill.aws.TaskJson;
import pairmill.cost.Machine;
import pairmill.download.AddressGuard;
import pairmill.fetch.Politeness;
import pairmill.fetch.UserAgent;
import pairmill.parquet.ParquetFiles;
import pairmill.pixels.PictureReaders;
import pairmill.queue.Task;
import pairmill.run.ImagesFrom;
import pairmill.stage.ArchiveFetches;
import pairmill.stage.Deadline;
import pairmill.stage.Download;
import pairmill.stage.Fetches;
import pairmill.stage.Ports;

/// Gets the pictures of planned pairs, from the web or from the archives of their run.
@Singleton
public final class DownloadFunction {
  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int MEGAPIXELS_AT_ONCE = 90; // the least that reads the largest picture

  private final InstantSource clock = InstantSource.system();
  private final Duration limit;
  private final Download stage;
  private final FunctionWorker worker;

  /// Wires the stage. Nothing is asked of AWS yet.
  public DownloadFunction(Settings settings) throws IOException {
    Aws aws = Aws.at(settings.region(), settings.endpoint().orElse(null));
    limit = Duration.ofSeconds(settings.taskSeconds());
    S3Store store = S3Store.open(aws, new S3Address(settings.bucket(), ""), FOLDER);
    Ports ports =
        new Ports(
            store,
            new ParquetFiles(),
            new ShardLog(System.out, clock),
            clock,
            store.billing(Machine.lambda(settings.memory())));
    ArchiveFetches archives =
        new ArchiveFetches(new S3Archives(store, aws, FOLDER), 2 * CORES, store);
    WebFetches web = web(settings);
    Fetches fetches =
        (name, run) -> (run.spec().images() == ImagesFrom.ARCHIVE ? archives : web).of(name, run);
    stage = new Download(ports, fetches, PictureReaders.best(MEGAPIXELS_AT_ONCE), CORES);
    String own = settings.queues().download();
    worker =
        FunctionWorker.open(
            aws,
            own,
            Map.of(Task.Download.class, own, Task.Score.class, settings.queues().score()),
            this::work);
  }

  private static WebFetches web(Settings settings) {
    return new WebFetches(
        new UserAgent(settings.version(), settings.contact().orElse(null)),
        Politeness.DEFAULT.withRequestsPerSecond(settings.hostRate()),
        AddressGuard.opening(settings.allowAddresses().orElse(List.of())));
  }

  /// Works off what Lambda calls with.
  @Funq
  public SqsEvent.Answer download(SqsEvent event) throws InterruptedException {
    return worker.work(event);
  }

  private List<Task> work(String body) throws IOException, InterruptedException {
    if (!(TaskJson.parse(body) instanceof Task.Download task)) {
      throw new IllegalArgumentException("this function downloads, and does not do " + body);
    }
    return stage.run(task, Deadline.at(clock, clock.instant().plus(limit)));
  }
}
