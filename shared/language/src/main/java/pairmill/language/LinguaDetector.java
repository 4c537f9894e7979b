package pairmill.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Language;
import pairmill.pair.LanguageDetector;

/// Tells the language of a caption among the 75 of Lingua, as Lingua does with its models of high
/// accuracy, to the last bit of the margin; only faster.
///
/// Lingua's models come from a [Snapshot], which is mapped when a caption first asks for it and
/// made when it is not there: some seconds of all cores, once per machine. Safe for use by many
/// threads, none of which waits for another one but for that.
public final class LinguaDetector implements LanguageDetector {
  /// Lingua's minimum relative distance: 0.05 leaves one sentence in twelve untold.
  public static final double DEFAULT_BAR = 0.05;

  /// What tells the languages, for manifests. It names what decides the answers, and how fast they
  /// come decides nothing.
  public static final String NAME =
      "Lingua " + Snapshot.LINGUA + ", 75 languages, high accuracy, bar " + DEFAULT_BAR;

  /// In UTF-16 units, as long as a caption may be; what stands behind is not looked at.
  private static final int MAX_LENGTH = 4_000;

  private final double bar;
  private final Snapshot snapshot;
  private final TellerPool tellers = new TellerPool();
  private final CaptionCache cache = new CaptionCache();
  private volatile @Nullable GramTable table;

  /// Asks for the default bar, with the snapshot in the user's cache.
  public LinguaDetector() {
    this(DEFAULT_BAR);
  }

  /// Works with the snapshot in the user's cache.
  ///
  /// @param bar the margin that the best language must have, 0 to 0.99
  public LinguaDetector(double bar) {
    this(bar, Snapshot.at(Snapshot.usual(System.getenv(), System.getProperty("user.home", ""))));
  }

  /// @param bar the margin that the best language must have, 0 to 0.99
  /// @param snapshot where Lingua's models come from
  public LinguaDetector(double bar, Snapshot snapshot) {
    if (!(bar >= 0 && bar <= 0.99)) {
      throw new IllegalArgumentException("bar " + bar + " is not between 0 and 0.99");
    }
    this.bar = bar;
    this.snapshot = snapshot;
  }

  @Override
  public Language detect(String caption) {
    String text = caption.substring(0, Math.min(caption.length(), MAX_LENGTH));
    Language told = cache.get(text);
    if (told == null) {
      told = tell(text);
      cache.put(text, told);
    }
    return told;
  }

  private Language tell(String text) {
    LanguageTeller teller = tellers.take();
    LanguageTeller.Told told = teller.tell(text, this::table);
    tellers.give(teller);
    boolean confident = told.margin() > 0 && told.margin() >= bar;
    return new Language(confident ? Languages.code(told.language()) : null, told.margin());
  }

  private GramTable table() {
    GramTable loaded = table;
    return loaded == null ? load() : loaded;
  }

  private synchronized GramTable load() {
    GramTable loaded = table;
    if (loaded == null) {
      try {
        loaded = snapshot.load();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      table = loaded;
    }
    return loaded;
  }

  /// Gives up the models, 150 MB of a mapped file or, where none could be written, of memory. The
  /// next caption that needs them loads them again.
  @Override
  public void unload() {
    table = null;
  }
}
