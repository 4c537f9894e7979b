package pairmill.explorer.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Two frequent words one after the other are a term of their own, `first second`, at the place of
/// the second: a phrase of words that very many captions hold is found without comparing the places
/// of both in each of them.
public final class FrequentPairs {
  private static final int SAMPLED = 100_000; // captions
  private static final int SHARE = 50; // a word is frequent when one caption of so many holds it
  private static final String STORED = "frequent words";

  private FrequentPairs() {}

  /// The term of two words.
  public static String term(String first, String second) {
    return first + " " + second;
  }

  /// The words that are frequent in a sample of the captions.
  static Set<String> words(Database database) throws IOException {
    long step = Math.max(1, database.number("SELECT count(*) FROM every_row") / SAMPLED);
    Map<String, Integer> captions = new HashMap<>();
    int[] count = {0};
    try (Analyzer analyzer = Captions.analyzer()) {
      database.query(
          "SELECT caption FROM every_row WHERE caption IS NOT NULL AND id % " + step + " = 0",
          row -> {
            count[0]++;
            for (String word : words(analyzer, row.getString(1))) {
              captions.merge(word, 1, Integer::sum);
            }
            return "";
          });
    }
    Set<String> frequent = new TreeSet<>();
    captions.forEach((word, held) -> {
      if (held > 1 && held * (long) SHARE >= count[0]) {
        frequent.add(word);
      }
    });
    return frequent;
  }

  private static Set<String> words(Analyzer analyzer, String caption) throws IOException {
    Set<String> words = new TreeSet<>();
    try (TokenStream tokens = analyzer.tokenStream("", caption)) {
      CharTermAttribute word = tokens.getAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(word.toString());
      }
      tokens.end();
    }
    return words;
  }

  /// What is kept with the index of captions, to be read by [#stored(Map)].
  static Map<String, String> toStore(Set<String> frequent) {
    return Map.of(STORED, String.join(" ", frequent));
  }

  /// The frequent words of an index of captions.
  static Set<String> stored(Map<String, String> kept) {
    String words = kept.getOrDefault(STORED, "");
    return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
  }

  /// Cuts captions as another analyzer, and adds the pairs.
  static Analyzer analyzer(Set<String> frequent) {
    Analyzer words = Captions.analyzer();
    return new AnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
      @Override
      protected Analyzer getWrappedAnalyzer(String field) {
        return words;
      }

      @Override
      protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents parts) {
        return new TokenStreamComponents(
            parts.getSource(), new Pairs(parts.getTokenStream(), frequent));
      }
    };
  }

  private static final class Pairs extends TokenFilter {
    private static final String TYPE = "pair";

    private final Set<String> frequent;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);
    private String before = ""; // a frequent word, or empty
    private String pair = ""; // that comes next, or empty

    Pairs(TokenStream words, Set<String> frequent) {
      super(words);
      this.frequent = frequent;
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!pair.isEmpty()) {
        term.setEmpty().append(pair);
        step.setPositionIncrement(0);
        type.setType(TYPE);
        pair = "";
        return true;
      }
      if (!input.incrementToken()) {
        return false;
      }
      String word = term.toString();
      boolean known = frequent.contains(word);
      boolean next = step.getPositionIncrement() == 1;
      pair = known && next && !before.isEmpty() ? term(before, word) : "";
      before = known ? word : "";
      return true;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      before = "";
      pair = "";
    }
  }
}
