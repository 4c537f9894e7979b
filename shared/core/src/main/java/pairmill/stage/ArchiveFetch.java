package pairmill.stage;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import pairmill.download.ArchivedImage;
import pairmill.download.Fetch;
import pairmill.download.FetchResult;
import pairmill.download.Fetched;
import pairmill.download.PlannedPair;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.store.Scratch;
import pairmill.warc.ArchivedBody;

/// Gets pictures from image responses inside the archives of the run: nobody is asked for anything.
public final class ArchiveFetch implements Fetch, Closeable {
  private final Map<String, Path> archives;
  private final int maxBytes;
  private final Semaphore places;
  private final InflatedArchives inflated;

  /// A fetch over files.
  ///
  /// @param archives files of the archives, by their names in the run
  /// @param maxBytes largest body that is taken, in bytes, content coding undone
  /// @param places how many bodies may be in memory at once; a body's is given back when it is
  ///   closed
  /// @param scratch for what has to be inflated once; closed with this
  public ArchiveFetch(Map<String, Path> archives, int maxBytes, int places, Scratch scratch) {
    this.archives = Map.copyOf(archives);
    this.maxBytes = maxBytes;
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
    Path archive = requireNonNull(archives.get(image.archiveFile()), image.archiveFile());
    return InflatedArchives.serves(image)
        ? ArchivedBody.read(inflated.of(archive), InflatedArchives.place(image), maxBytes)
        : ArchivedBody.read(archive, image, maxBytes);
  }

  @Override
  public void close() throws IOException {
    inflated.close();
  }
}
