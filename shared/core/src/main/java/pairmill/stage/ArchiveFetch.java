package pairmill.stage;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import pairmill.download.ArchivedImage;
import pairmill.download.Fetch;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.run.Run;
import pairmill.store.Scratch;
import pairmill.store.StoredBytes;
import pairmill.warc.ArchivedBody;

/// Gets pictures from image responses inside the archives of the run: nobody is asked for anything.
public final class ArchiveFetch implements Fetch, Closeable {
  private final Archives archives;
  private final String name;
  private final Run run;
  private final int maxBytes;
  private final Semaphore places;
  private final InflatedArchives inflated;

  /// A fetch for one run.
  ///
  /// @param name of the run
  /// @param run closed, and as it says, bodies of more than so many bytes, content coding undone,
  ///   are not taken
  /// @param places how many bodies may be in memory at once; a body's is given back when it is
  ///   closed
  /// @param scratch for what has to be inflated once; closed with this
  public ArchiveFetch(Archives archives, String name, Run run, int places, Scratch scratch) {
    this.archives = archives;
    this.name = name;
    this.run = run;
    this.maxBytes = run.spec().maxBytes();
    this.places = new Semaphore(places);
    this.inflated = new InflatedArchives(scratch);
  }

  @Override
  public FetchResult fetch(PlannedPair pair) throws IOException, InterruptedException {
    ArchivedImage image = pair.image();
    if (image == null) {
      return new FetchResult(Outcome.refused(Reason.NOT_IN_ARCHIVE, pair.pair().url()), List.of());
    }
    places.acquire();
    boolean handedOn = false;
    try {
      Outcome<Fetched> outcome = read(image);
      if (outcome instanceof Outcome.Kept<Fetched>(Fetched body)) {
        outcome =
            Outcome.kept(
                new Fetched(body.body(), body.finalUrl(), body.fetchedAt(), places::release));
        handedOn = true;
      }
      return new FetchResult(outcome, List.of());
    } finally {
      if (!handedOn) {
        places.release();
      }
    }
  }

  private Outcome<Fetched> read(ArchivedImage image) throws IOException {
    Run.Input input = requireNonNull(run.input(image.archiveFile()), image.archiveFile());
    if (!InflatedArchives.serves(image)) {
      return ArchivedBody.read(archives.open(name, input, image.offset()), image, maxBytes);
    }
    Path copy = inflated.of(input.name(), () -> archives.open(name, input, 0));
    ArchivedImage place = InflatedArchives.place(image);
    return ArchivedBody.read(StoredBytes.open(copy, place.offset()), place, maxBytes);
  }

  @Override
  public void close() throws IOException {
    inflated.close();
  }
}
