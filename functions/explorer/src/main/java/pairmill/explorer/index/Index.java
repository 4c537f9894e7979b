package pairmill.explorer.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/// An index that is looked at: read only, by any number of threads.
public final class Index implements Closeable {
  private static final long MEMORY = 1L << 30;

  private final Mark mark;
  private final Database database;
  private final MMapDirectory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final Set<String> frequentWords;
  private final @Nullable Embeddings embeddings;

  private Index(Mark mark, Database database, MMapDirectory directory, Path embeddings)
      throws IOException {
    this.mark = mark;
    this.database = database;
    this.directory = directory;
    this.reader = DirectoryReader.open(directory);
    this.searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null); // who asks keeps what was found
    this.frequentWords = FrequentPairs.stored(reader.getIndexCommit().getUserData());
    this.embeddings = Embeddings.open(embeddings);
  }

  /// Opens what a build made.
  ///
  /// @param spill a folder for what does not fit into memory
  public static Index open(IndexFolder folder, Mark mark, Path spill) throws IOException {
    Database database = Database.readOnly(folder.database(), spill, MEMORY);
    return new Index(mark, database, new MMapDirectory(folder.captions()), folder.embeddings());
  }

  /// What it was made of.
  public Mark mark() {
    return mark;
  }

  /// Rows and facts.
  public Database database() {
    return database;
  }

  /// Finds rows by the fields of [Captions]. Documents are numbered as rows are.
  public IndexSearcher searcher() {
    return searcher;
  }

  /// Words that so many captions hold that two of them side by side are a term, see
  /// [FrequentPairs].
  public Set<String> frequentWords() {
    return frequentWords;
  }

  /// Cuts what is asked for as captions were cut.
  public static Analyzer analyzer() {
    return Captions.analyzer();
  }

  /// True when embeddings of pictures are there.
  public boolean hasEmbeddings() {
    return embeddings != null;
  }

  /// The embeddings of pictures; null when there are none.
  public @Nullable Embeddings embeddings() {
    return embeddings;
  }

  /// True when at least one row has a value in the column.
  public boolean has(RowColumn column) {
    return mark.columns().contains(column.columnName());
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
    database.close();
    if (embeddings != null) {
      embeddings.close();
    }
  }
}
