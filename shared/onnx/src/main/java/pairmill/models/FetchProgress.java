package pairmill.models;

/// Is told how fetching goes, by the thread that fetches.
public interface FetchProgress {
  /// Nobody.
  FetchProgress NONE =
      new FetchProgress() {
        @Override
        public void waits() {}

        @Override
        public void at(Model model, ModelFile file, long bytes) {}

        @Override
        public void done(Model model, ModelFile file, boolean fetched) {}
      };

  /// Another process fetches into the same cache; this one waits for it.
  void waits();

  /// A file is here up to some byte.
  void at(Model model, ModelFile file, long bytes);

  /// A file is here and what its card says.
  ///
  /// @param fetched false when it was here before
  void done(Model model, ModelFile file, boolean fetched);
}
