package pairmill.stage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import pairmill.pair.LanguageDetector;
import pairmill.queue.Task;
import pairmill.run.Run;
import pairmill.run.RunSpec;

/// The pairs of archives, by the rules of the run that each belongs to.
///
/// @param detector tells the language of captions where a run asks for it
/// @param detectorName its name and version, as runs ask for it
public record ArchivePairs(Archives archives, LanguageDetector detector, String detectorName)
    implements PairSource {
  private static final int BUFFER = 1 << 16;

  @Override
  public void read(Task.Extract task, Run run, PairSink sink) throws IOException {
    Extractor extractor = new Extractor(run.spec().rules(), detector(run.spec()));
    Run.Input known = run.input(task.input());
    Run.Input input = known == null ? new Run.Input(task.input(), 0) : known;
    try (InputStream in = new BufferedInputStream(archives.open(task.run(), input, 0), BUFFER)) {
      extractor.extract(in, input.name(), sink);
    }
  }

  @Override
  public void release() {
    detector.unload();
  }

  // The run tells what told its languages: nothing else may.
  private LanguageDetector detector(RunSpec spec) {
    if (spec.detector() == null) {
      return LanguageDetector.NONE;
    }
    if (!spec.detector().equals(detectorName)) {
      throw new IllegalArgumentException(
          "the run asks for the detector '%s', and there is '%s'"
              .formatted(spec.detector(), detectorName));
    }
    return detector;
  }
}
