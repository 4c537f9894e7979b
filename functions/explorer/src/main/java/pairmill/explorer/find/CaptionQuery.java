package pairmill.explorer.find;

import java.util.Collections;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.index.FrequentPairs;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.RowColumn;

/// Reads what is asked of captions: words, `"phrases"`, `-without`, `this | that`, `begin*`.
final class CaptionQuery {
  private static final int OPERATORS =
      SimpleQueryParser.PHRASE_OPERATOR
          | SimpleQueryParser.NOT_OPERATOR
          | SimpleQueryParser.OR_OPERATOR
          | SimpleQueryParser.PREFIX_OPERATOR
          | SimpleQueryParser.WHITESPACE_OPERATOR;

  private CaptionQuery() {}

  /// What is asked, all of it.
  ///
  /// @param frequent words whose pairs are terms
  static Query of(String q, Set<String> frequent) {
    SimpleQueryParser parser =
        new SimpleQueryParser(
            Index.analyzer(),
            Collections.singletonMap(RowColumn.CAPTION.columnName(), 1f),
            OPERATORS) {
          @Override
          protected @Nullable Query newPhraseQuery(String text, int slop) {
            Query query = super.newPhraseQuery(text, slop);
            return query instanceof PhraseQuery phrase && phrase.getSlop() == 0
                ? paired(phrase, frequent)
                : query;
          }
        };
    parser.setDefaultOperator(Occur.MUST);
    Query query = parser.parse(q);
    return query == null ? new MatchNoDocsQuery("no word in it") : query;
  }

  /// The same captions, by pairs where two frequent words stand side by side.
  static Query paired(PhraseQuery phrase, Set<String> frequent) {
    Term[] words = phrase.getTerms();
    int[] places = phrase.getPositions();
    boolean[] pairs = new boolean[words.length + 1]; // of a word and the one before
    for (int i = 1; i < words.length; i++) {
      pairs[i] =
          places[i] == places[i - 1] + 1
              && frequent.contains(words[i - 1].text())
              && frequent.contains(words[i].text());
    }
    PhraseQuery.Builder query = new PhraseQuery.Builder();
    for (int i = 0; i < words.length; i++) {
      if (pairs[i]) {
        String term = FrequentPairs.term(words[i - 1].text(), words[i].text());
        query.add(new Term(words[i].field(), term), places[i]);
      } else if (!pairs[i + 1]) {
        query.add(words[i], places[i]);
      }
    }
    PhraseQuery paired = query.build();
    return paired.getTerms().length == 1 ? new TermQuery(paired.getTerms()[0]) : paired;
  }
}
