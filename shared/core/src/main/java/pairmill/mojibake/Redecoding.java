package pairmill.mojibake;

/// Reverses wrong decodings: as long as a text looks wrong, encodes it in the single-byte encoding
/// that it may have been read in, and reads the bytes as UTF-8.
final class Redecoding {
  /// Each round takes off one layer and shortens the text, or is the last.
  private static final int MAX_ROUNDS = 64;

  private Redecoding() {}

  static String redecode(String line) {
    String text = line;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String before = text;
      text = peel(text);
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }

  /// Takes off one layer, or returns the text as it is.
  private static String peel(String text) {
    if (!Badness.isBad(text)) {
      return text;
    }
    for (SingleByte encoding : SingleByte.values()) {
      String bytes = encoding.encode(text);
      String decoded = bytes == null ? null : Utf8.decode(LostBytes.restore(bytes, encoding));
      if (decoded != null) {
        return decoded;
      }
    }
    String patched = patch(text);
    return patched.equals(text) ? withoutC1(text) : patched;
  }

  /// Redecodes the runs that look like misread UTF-8 within a text that has no one encoding.
  private static String patch(String text) {
    return Utf8Runs.replaceAll(
        text,
        // a run as long as the text would come back here for ever
        run -> run.length() < text.length() && Badness.isBad(run) ? redecode(run) : run);
  }

  /// The C1 control characters as Windows-1252 has them, as browsers do.
  private static String withoutC1(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      out.setCharAt(i, SingleByte.withoutC1(out.charAt(i)));
    }
    return out.toString();
  }
}
