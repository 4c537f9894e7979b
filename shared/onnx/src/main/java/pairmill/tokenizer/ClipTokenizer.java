package pairmill.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import pairmill.mojibake.CharacterReferences;
import pairmill.mojibake.Mojibake;

/// OpenAI's tokenizer of CLIP, with the ids that open_clip's `SimpleTokenizer` gives: text repaired
/// as by ftfy, character references undone twice more, lower case, words cut by a pattern, bytes
/// merged by rank. The vocabulary of 49,408 comes with the program.
///
/// Of a caption, [CaptionHead#MAX_LENGTH] UTF-16 units are looked at, and no line more once there
/// are ids enough. What still differs: characters newer than the Unicode of Java or Python;
/// references nested more than 64 levels deep; and a line that ends in the bytes C0 or a clipped
/// pair of surrogates misread, whose line feed ftfy takes for the missing byte.
public final class ClipTokenizer implements Tokenizer {
  private static final String MERGES = "/models/clip-bpe/merges.txt.gz";
  private static final String START_TEXT = "<start_of_text>";
  private static final String END_TEXT = "<end_of_text>";

  /// CLIP's pattern, case ignored, for text that is in lower case: there, `ſ` is the only other
  /// form of an ASCII letter. White space is Python's. U+0345 is neither letter nor other, as it is
  /// not a letter but has a letter as capital.
  private static final Pattern WORD =
      Pattern.compile(
          "<[sſ]tart_of_text>|<end_of_text>|'[sſ]|'t|'re|'ve|'m|'ll|'d|\\p{L}++|\\p{N}"
              + "|[^\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f"
              + "\\u205f\\u3000\\u0345\\p{L}\\p{N}]++");

  private final BytePairs pairs;
  private final int start;
  private final int end;

  /// Reads the vocabulary.
  ///
  /// @throws IllegalStateException when the program was built without it
  public ClipTokenizer() {
    try (InputStream merges = ClipTokenizer.class.getResourceAsStream(MERGES)) {
      if (merges == null) {
        throw new IllegalStateException("[" + MERGES + "] is missing from the class path");
      }
      pairs = BytePairs.read(new GZIPInputStream(merges));
    } catch (IOException e) {
      throw new UncheckedIOException("[" + MERGES + "] " + e.getMessage(), e);
    }
    start = pairs.size();
    end = start + 1;
  }

  @Override
  public long[] ids(String caption, int longest) {
    Ids ids = new Ids(longest, start, end);
    String text = CaptionHead.of(caption);
    boolean references = true;
    // ftfy treats each line by itself, and no later step looks beyond a line feed
    for (int from = 0; from < text.length() && !ids.full(); ) {
      int feed = text.indexOf('\n', from);
      int to = feed < 0 ? text.length() : feed + 1;
      String line = text.substring(from, to);
      references &= line.indexOf('<') < 0;
      addWords(ids, clean(line, references));
      from = to;
    }
    return ids.toArray();
  }

  private static String clean(String line, boolean references) {
    String repaired = Mojibake.repair(line, references);
    return LowerCase.of(CharacterReferences.unescape(CharacterReferences.unescape(repaired)));
  }

  private void addWords(Ids ids, String text) {
    Matcher words = WORD.matcher(text);
    while (!ids.full() && words.find()) {
      String word = words.group();
      if (word.equals(START_TEXT) || word.equals(END_TEXT)) {
        ids.add(word.equals(START_TEXT) ? start : end);
      } else {
        ids.addAll(pairs.ids(word.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
