package pairmill.stage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import pairmill.download.ArchivedImage;
import pairmill.filter.Accepted;
import pairmill.filter.Rules;
import pairmill.pair.ImageElement;
import pairmill.pair.LanguageDetector;
import pairmill.pair.Outcome;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.shard.Damage;
import pairmill.warc.ArchivePages;
import pairmill.warc.Page;

/// Finds the pairs of one archive: its pages' image elements, through the rules, with their
/// language told.
///
/// @param rules which elements become pairs
/// @param detector tells the language of each caption
public record Extractor(Rules rules, LanguageDetector detector) {
  private static final Set<String> TOLD_AS_THEY_COME = Set.of("bytes", "damage", "images");

  /// Reads an archive to its end, or to where nothing more can be read, and closes it.
  ///
  /// @param in the stored bytes, compressed or not
  /// @throws IOException when `in` or `sink` fails, never for what the archive holds
  public void extract(InputStream in, String archiveName, PairSink sink) throws IOException {
    SortedMap<String, Long> counts =
        new TreeMap<>(
            ArchivePages.read(new Metered(in, sink), archiveName, new Pages(archiveName, sink)));
    counts.keySet().removeAll(TOLD_AS_THEY_COME);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      sink.count(count.getKey(), count.getValue());
    }
  }

  /// Tells of the bytes as they are read, for whoever waits.
  private static final class Metered extends FilterInputStream {
    private final PairSink sink;

    Metered(InputStream in, PairSink sink) {
      super(in);
      this.sink = sink;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      sink.count("bytes", b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      sink.count("bytes", Math.max(0, n));
      return n;
    }
  }

  private final class Pages implements ArchivePages.Sink {
    private final String archiveName;
    private final PairSink sink;
    private long ordinal;

    Pages(String archiveName, PairSink sink) {
      this.archiveName = archiveName;
      this.sink = sink;
    }

    @Override
    public void page(Page page) throws IOException {
      for (ImageElement element : page.images()) {
        switch (rules.apply(page.url(), page.base(), element)) {
          case Outcome.Kept<Accepted>(Accepted accepted) -> sink.pair(pair(page, accepted));
          case Outcome.Refused<Accepted>(Reason reason, String detail) ->
              sink.refused(reason, detail);
        }
        ordinal++;
      }
    }

    private Pair pair(Page page, Accepted accepted) {
      Provenance provenance =
          new Provenance(
              archiveName,
              page.archiveOffset(),
              ordinal,
              page.url(),
              page.capturedAt(),
              page.crawl(),
              page.license());
      return new Pair(
          accepted.url(), accepted.caption(), detector.detect(accepted.caption()), provenance);
    }

    @Override
    public void image(ArchivedImage image) throws IOException {
      sink.image(image);
    }

    @Override
    public void damage(Damage damage) {
      sink.damage(damage);
    }
  }
}
