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

  /// Repairs a line that stands alone.
  ///
  /// @param line text without line feeds: ftfy treats each line by itself
  /// @return the repaired text; it holds no unpaired surrogate
  public static String repair(String line) {
    return repair(line, line.indexOf('<') < 0);
  }

  /// Repairs one line of several.
  ///
  /// @param line text of which at most the last character is a line feed
  /// @param references whether character references are undone, which ftfy does up to the first
  ///   line with a `<`
  /// @return the repaired text; it holds no unpaired surrogate
  public static String repair(String line, boolean references) {
    if (isPlain(line)) {
      return line;
    }
    String text = line;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String before = text;
      String unescaped = references ? HtmlEntities.unescape(text) : text;
      String redecoded = Redecoding.redecode(unescaped);
      text = Normalizer.normalize(PlainForms.of(redecoded), Form.NFC);
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }

  /// Whether no step can change the text: printable ASCII and line feeds without a character
  /// reference.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> (c >= ' ' || c == '\n') && c < 0x7f && c != '&');
  }
}
