package pairmill.mojibake;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/// Gives one line of text the form that `ftfy.fix_text` gives it with its default settings:
/// character references undone, wrong decodings reversed, typographic variants made plain, control
/// characters and terminal escapes removed, NFC.
///
/// The steps repeat until nothing changes, so that nested damage comes off layer by layer.
public final class Mojibake {
  /// ftfy sets no limit; real text is done after four. It bounds `&amp;amp;amp;...`.
  private static final int MAX_ROUNDS = 64;

  private Mojibake() {}

  /// Repairs a line.
  ///
  /// @param line text without line feeds: ftfy treats each line by itself
  /// @return the repaired text; it holds no unpaired surrogate
  public static String repair(String line) {
    if (isPlain(line)) {
      return line;
    }
    boolean markup = line.indexOf('<') >= 0;
    String text = line;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String before = text;
      String unescaped = markup ? text : HtmlEntities.unescape(text);
      String redecoded = Redecoding.redecode(unescaped);
      text = Normalizer.normalize(PlainForms.of(redecoded), Form.NFC);
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }

  /// Whether no step can change the text: printable ASCII without a character reference.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '&');
  }
}
