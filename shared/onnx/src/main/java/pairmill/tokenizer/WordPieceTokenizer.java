package pairmill.tokenizer;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tokenizer of BERT and its kin, with the ids of Hugging Face's `tokenizers`: added tokens are
/// found in the text as it is, the rest is normalized, cut into words and those into pieces. Of a
/// caption, [CaptionHead#MAX_LENGTH] UTF-16 units are looked at.
final class WordPieceTokenizer implements Tokenizer {
  private final Map<String, Integer> added;
  private final Pattern addedPattern;
  private final BertText text;
  private final WordPiece pieces;
  private final int start;
  private final int end;

  /// @param added ids of tokens that stand for themselves in a text, such as `[MASK]`
  /// @param start id before every text
  /// @param end id behind every text
  WordPieceTokenizer(
      Map<String, Integer> added, BertText text, WordPiece pieces, int start, int end) {
    this.added = Map.copyOf(added);
    this.addedPattern =
        Pattern.compile(
            added.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    this.text = text;
    this.pieces = pieces;
    this.start = start;
    this.end = end;
  }

  @Override
  public long[] ids(String caption, int longest) {
    Ids ids = new Ids(longest, start, end);
    String head = CaptionHead.of(caption);
    int from = 0;
    if (!added.isEmpty()) {
      Matcher found = addedPattern.matcher(head);
      while (!ids.full() && found.find()) {
        addWords(ids, head.substring(from, found.start()));
        ids.add(added.getOrDefault(found.group(), 0));
        from = found.end();
      }
    }
    addWords(ids, head.substring(from));
    return ids.toArray();
  }

  private void addWords(Ids ids, String section) {
    text.forEachWord(section, word -> ids.addAll(pieces.ids(word)), ids::full);
  }
}
