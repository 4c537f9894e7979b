package pairmill.explorer.find;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.Embeddings;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// Answers which rows a filter means. Safe for use by many threads.
public final class Finder {
  private static final int WORDS_APART = 8;
  private static final int KEPT = 1_000;
  private static final int KEPT_WORDS = 100;

  private final Index index;
  private final RowSets sets;
  private final Columns columns;
  private final @Nullable Nearest nearest;
  private final Cache<Asked, List<List<Map.Entry<String, Long>>>> counted =
      CacheBuilder.newBuilder().maximumSize(KEPT).build();
  private volatile Hidden hidden = Hidden.NOTHING;

  public Finder(Index index) {
    this.index = index;
    this.sets = new RowSets(index.searcher());
    this.columns = new Columns(index.searcher().getIndexReader());
    Embeddings embeddings = index.embeddings();
    this.nearest = embeddings == null ? null : new Nearest(embeddings);
  }

  /// Rows in an order, and where the next ones begin.
  ///
  /// @param next for [#page]; null when these are the last
  public record Page(List<Long> ids, @Nullable String next) {}

  /// Rows that nobody finds from now on, whatever is asked: those that facts leave out, and those
  /// that were hidden since.
  public synchronized void hide(Hidden rows) {
    hidden = rows;
  }

  /// Rows that nobody finds from now on, beside those that nobody found before.
  public synchronized void hideToo(Collection<Long> ids) {
    hidden = hidden.and(ids);
  }

  /// What nobody finds: another one each time that more is hidden.
  public Hidden hidden() {
    return hidden;
  }

  /// True for a row that nobody finds.
  public boolean isHidden(long id) {
    return hidden.has(id);
  }

  /// True when facts leave out all that is hidden: they may be shown instead of counting.
  public boolean isSettled() {
    return hidden.since() == 0;
  }

  /// The rows of a filter in an order.
  ///
  /// @param after where a page before ended; empty for the first
  /// @throws IllegalArgumentException when `after` is no such place
  public Page page(Filter filter, Order order, String after, int size) throws IOException {
    IndexSearcher searcher = index.searcher();
    ScoreDoc from = Cursor.read(after, order, searcher);
    ScoreDoc[] found =
        order.equals(Order.DATASET)
            ? first(rows(filter), from == null ? 0 : from.doc + 1, size + 1)
            : searcher.search(
                    order.fit() ? fit(filter) : new RowsQuery(rows(filter)),
                    best(filter, order, from, size + 1))
                .scoreDocs;
    List<Long> ids = new ArrayList<>();
    for (ScoreDoc row : found) {
      if (ids.size() < size) {
        ids.add((long) row.doc); // documents are numbered as rows are
      }
    }
    return new Page(ids, found.length > size ? Cursor.write(found[size - 1], order) : null);
  }

  private static ScoreDoc[] first(FixedBitSet rows, int from, int most) {
    List<ScoreDoc> found = new ArrayList<>();
    for (int row = next(rows, from);
        row != DocIdSetIterator.NO_MORE_DOCS && found.size() < most;
        row = next(rows, row + 1)) {
      found.add(new ScoreDoc(row, 0));
    }
    return found.toArray(ScoreDoc[]::new);
  }

  private static int next(FixedBitSet rows, int from) {
    return from < rows.length() ? rows.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
  }

  // Stops where no better row can come.
  private static CollectorManager<?, ? extends TopDocs> best(
      Filter filter, Order order, @Nullable ScoreDoc from, int most) {
    if (order.fit()) {
      return new TopScoreDocCollectorManager(most, from, most);
    }
    FieldDoc after = from == null ? edge(filter, order) : (FieldDoc) from;
    return new TopFieldCollectorManager(order.sort(), most, after, most);
  }

  // Where the filter ends is a place, too: rows past it would seem to be better than any that come.
  private static @Nullable FieldDoc edge(Filter filter, Order order) {
    RowColumn column = Objects.requireNonNull(order.column());
    Filter.Range range = filter.range(column);
    double value = order.descending() ? range.high() : range.low();
    return Double.isFinite(value) ? Cursor.before(value, column) : null;
  }

  /// The rows of a filter by their numbers. Not to be changed.
  private FixedBitSet rows(Filter filter) throws IOException {
    List<Query> conditions = filter.queries();
    if (!filter.q().isEmpty()) {
      conditions.addAll(words(captions(filter.q())));
    }
    return sets.of(conditions, hidden);
  }

  // A few words and phrases that all have to be there are a condition each; what else is asked is
  // one, as a set is as long for a word that nobody needs.
  private static List<Query> words(Query captions) {
    boolean each =
        captions instanceof BooleanQuery all
            && all.clauses().size() <= WORDS_APART
            && all.clauses().stream()
                .allMatch(c -> c.occur() == Occur.MUST && !(c.query() instanceof BooleanQuery));
    return each
        ? ((BooleanQuery) captions).clauses().stream().map(BooleanClause::query).toList()
        : List.of(captions);
  }

  // By how well the caption fits, of the rows that are found: far fewer captions hold a phrase than
  // all of its words. A single word is looked for as fast, and the best of it faster.
  private Query fit(Filter filter) throws IOException {
    Query captions = filter.q().isEmpty() ? MatchAllDocsQuery.INSTANCE : captions(filter.q());
    BooleanQuery.Builder query =
        new BooleanQuery.Builder().add(captions, filter.q().isEmpty() ? Occur.FILTER : Occur.MUST);
    if (!(captions instanceof TermQuery) || !filter.conditions().isEmpty() || !hidden.isEmpty()) {
      query.add(new RowsQuery(rows(filter)), Occur.FILTER);
    }
    return query.build();
  }

  /// How many rows a filter means. Exact.
  public long count(Filter filter) throws IOException {
    return rows(filter).cardinality();
  }

  /// The numbers of the first rows of a filter, in the dataset's order. Exact.
  public BitSet ids(Filter filter, int most) throws IOException {
    FixedBitSet rows = rows(filter);
    BitSet ids = new BitSet();
    int row = next(rows, 0);
    for (int i = 0; i < most && row != DocIdSetIterator.NO_MORE_DOCS; i++) {
      ids.set(row);
      row = next(rows, row + 1);
    }
    return ids;
  }

  /// How many rows of a filter have each word of a column, the most frequent first. Exact.
  ///
  /// @param column of kind WORD; rows without a word are counted under [Filter#NONE]
  public List<Map.Entry<String, Long>> words(Filter filter, RowColumn column) throws IOException {
    return words(filter, List.of(column), Integer.MAX_VALUE).getFirst();
  }

  /// The same for some columns at once, and the most frequent words alone.
  public List<List<Map.Entry<String, Long>>> words(Filter filter, List<RowColumn> asked, int most)
      throws IOException {
    Asked question = new Asked(filter, asked, most, hidden);
    List<List<Map.Entry<String, Long>>> known = counted.getIfPresent(question);
    if (known != null) {
      return known;
    }
    List<List<Map.Entry<String, Long>>> words = columns.words(asked).of(rows(filter), most);
    if (most <= KEPT_WORDS) {
      counted.put(question, words);
    }
    return words;
  }

  /// What was counted before: pages, orders and formats of one filter ask the same.
  private record Asked(Filter filter, List<RowColumn> columns, int most, Hidden hidden) {}

  /// How many rows of a filter fall in each bin of a score. Exact.
  ///
  /// @param per bins per 1: bin N holds N / per <= score < (N + 1) / per
  public SortedMap<Integer, Long> histogram(Filter filter, RowColumn score, int per)
      throws IOException {
    return spread(filter, score, per).bins();
  }

  /// How a score is spread over the rows of a filter. Exact.
  ///
  /// @param per bins per 1
  public Spread spread(Filter filter, RowColumn score, int per) throws IOException {
    return columns.scores(score, per).spread(rows(filter));
  }

  /// A row that is alike, and how much: the cosine of the embeddings, -1 to 1.
  public record Alike(long id, double cosine) {}

  /// The rows of a filter whose pictures are most like a vector, the most alike first: nearly all
  /// of the nearest, not surely all. None where the dataset has no embeddings.
  ///
  /// @param vector `float[dimensions]`, L2-normalised
  /// @throws IllegalArgumentException when the embeddings have other dimensions
  public List<Alike> nearest(float[] vector, Filter filter, int most) throws IOException {
    FixedBitSet among = filter.isAll() && hidden.isEmpty() ? null : rows(filter);
    return nearest == null ? List.of() : nearest.find(vector, among, most);
  }

  /// The embedding of a row's picture, `float[dimensions]`, L2-normalised; null when it has none.
  public float @Nullable [] vector(long id) {
    Embeddings embeddings = index.embeddings();
    if (embeddings == null) {
      return null;
    }
    int place = embeddings.place(id);
    return place < 0 ? null : embeddings.at(place);
  }

  /// How many captions hold a name, word after word. Exact.
  public long phrase(String name) throws IOException {
    String quoted = "\"" + name.replace("\"", " ").replace("\\", " ") + "\"";
    Query phrase = captions(quoted);
    return index
        .searcher()
        .count(
            hidden.isEmpty()
                ? phrase
                : new BooleanQuery.Builder()
                    .add(phrase, Occur.MUST)
                    .add(new RowsQuery(rows(Filter.ALL)), Occur.FILTER)
                    .build());
  }

  private Query captions(String q) {
    return CaptionQuery.of(q, index.frequentWords());
  }
}
