package pairmill.stage;

import pairmill.pair.Reason;
import pairmill.pair.StageName;

/// Hears how the work goes, as it goes. Called by many threads; must be quick and must not throw.
public interface Progress {
  /// Hears nothing.
  Progress NONE =
      new Progress() {
        @Override
        public void started(StageName stage) {}

        @Override
        public void finished(StageName stage) {}

        @Override
        public void kept(StageName stage, long items) {}

        @Override
        public void refused(StageName stage, Reason reason, long items) {}

        @Override
        public void bytes(StageName stage, long bytes) {}
      };

  /// A task of a stage begins to work. One that was committed before does not.
  void started(StageName stage);

  /// A task of a stage that began to work ended, whatever way.
  void finished(StageName stage);

  void kept(StageName stage, long items);

  void refused(StageName stage, Reason reason, long items);

  /// So many more bytes were read by a stage.
  void bytes(StageName stage, long bytes);
}
