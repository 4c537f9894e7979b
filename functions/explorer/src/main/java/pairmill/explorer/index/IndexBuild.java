package pairmill.explorer.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One bringing up to date of an index.
final class IndexBuild {
  private final IndexFolder folder;
  private final RemovalList removals;
  private final IndexFolder.Progress progress;

  IndexBuild(IndexFolder folder, RemovalList removals, IndexFolder.Progress progress) {
    this.folder = folder;
    this.removals = removals;
    this.progress = progress;
  }

  Mark of(List<Source> sources, List<Source> embeddings, Optional<Mark> mark) throws IOException {
    Mark before =
        mark.filter(m -> goesOn(m.sources(), sources) && m.embeddings().equals(embeddings))
            .orElse(NOTHING);
    if (before.equals(NOTHING)) {
      folder.clear();
    }
    Mark.remove(folder.path());
    try (Database database = folder.writable()) {
      Mark after = add(database, before, sources, embeddings);
      progress.at("Counting", 0, 0);
      leaveOut(database);
      Facts.make(database);
      Mark whole =
          new Mark(
              Mark.FORMAT,
              database.number("SELECT count(*) FROM rows"),
              after.files(),
              embeddings,
              after.columns(),
              after.passedOver(),
              after.problems(),
              removals.sha256());
      database.execute("CHECKPOINT");
      whole.write(folder.path());
      return whole;
    }
  }

  private static final Mark NOTHING =
      new Mark(0, 0, List.of(), List.of(), List.of(), Set.of(), List.of(), "");

  // Files that are known keep their place; what is new stands behind them.
  private static boolean goesOn(List<Source> known, List<Source> sources) {
    return known.size() <= sources.size() && sources.subList(0, known.size()).equals(known);
  }

  private Mark add(Database database, Mark before, List<Source> sources, List<Source> embeddings)
      throws IOException {
    RowLoader loader = new RowLoader(database);
    long first = database.number("SELECT count(*) FROM every_row");
    List<Mark.Read> files = new ArrayList<>(before.files());
    for (Source source : sources.subList(files.size(), sources.size())) {
      progress.at("Reading", files.size(), sources.size());
      files.add(new Mark.Read(source, loader.load(source)));
    }
    long rows = database.number("SELECT count(*) FROM every_row") - first;
    List<String> problems = new ArrayList<>(before.problems());
    problems.addAll(loader.problems());
    Captions.write(
        database, folder.captions(), first, done -> progress.at("Indexing captions", done, rows));
    progress.at("Comparing embeddings", 0, 0);
    try (EmbeddingFiles brought = EmbeddingFiles.open(database, embeddings, problems)) {
      EmbeddingsWriter.write(folder.embeddings(), brought);
    }
    Set<String> passedOver = new TreeSet<>(before.passedOver());
    passedOver.addAll(loader.passedOver());
    return new Mark(0, 0, files, embeddings, loader.filled(), passedOver, problems, "");
  }

  private void leaveOut(Database database) throws IOException {
    removals.register(database, "is_removed");
    database.execute("DROP VIEW IF EXISTS rows");
    database.execute(
        "CREATE OR REPLACE TABLE removed AS SELECT id FROM every_row WHERE "
            + (removals.sha256().isEmpty() ? "false" : "is_removed(" + RemovalList.COLUMNS + ")"));
    database.execute(
        "CREATE VIEW rows AS FROM every_row"
            + (database.number("SELECT count(*) FROM removed") == 0
                ? ""
                : " WHERE id NOT IN (SELECT id FROM removed)"));
  }
}
