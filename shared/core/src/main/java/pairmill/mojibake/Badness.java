package pairmill.mojibake;

/// Tells text that looks misread from text that looks meant, by pairs and triples of characters
/// that good text hardly has, such as an accented small letter before a currency sign.
///
/// Every class of characters is one bit; a rule is a sequence of unions of classes. Only some 400
/// characters come out of misread UTF-8, so most text is passed over at its first look.
final class Badness {
  private static final long[] CLASSES = new long[0x10000];
  private static int classes;

  // kinds of characters that misread UTF-8 consists of
  private static final long COMMON = chars("\u00a0\u00ad´·–-―’…");
  private static final long C1 = chars("\u0080-\u009f");
  private static final long STRAY = chars("¤¦¨ª¬¯¸ºƒˆˇ˘˛˜†‡‰⌐◊\ufffd");
  private static final long LEGAL = chars("§¶");
  private static final long CURRENCY = chars("¢£¥₧€");
  private static final long OPENING = chars("¡©«¿΄΅‘‚“„•‹\uf8ff");
  private static final long CLOSING = chars("®»˝”›™");
  private static final long NUMERIC = chars("±-³µ¹¼-¾×÷⁄№∂∆∏∑√∞∩∫≈≠≡≤≥");
  private static final long FACE = chars("°Ò-ÖÙ-Üò-öø-üŌŐŪŲ");
  private static final long UPPER_ACCENTED = chars("À-ÑØÜÝĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŒŘŚŞŠŢŤŮŰŸŹŻŽҐ");
  private static final long LOWER_ACCENTED = chars("ß-ñüāăąćčďđēėęěğģīįķĺļľłœŕśşšťźżžґﬁﬂ");
  private static final long UPPER_COMMON = chars("ÞΆΈ-ΊΌΎΏΑ-ΫЁ-Я");
  private static final long LOWER_COMMON = chars("ά-ωа-џ");
  private static final long BOX = chars("│┌┐┘├┤┬┼═-╬▀▄█▌▐-▓");

  // plain text around them
  private static final long A_TO_Z = chars("a-z");
  private static final long CAPITAL = chars("A-Z");
  private static final long SENTENCE_MARK = chars(".,?!");
  private static final long BLANK = chars(" ");
  private static final long SPACE = next();
  private static final long WORD = next();
  private static final long NOT_LETTER = next();
  private static final long NOT_NEWLINE = next();

  private static final long ACCENTED = LOWER_ACCENTED | UPPER_ACCENTED;
  private static final long MARK = BOX | OPENING | CLOSING | CURRENCY | NUMERIC | LEGAL;
  private static final long ARABIC_LEAD = chars("ØÙ");
  private static final long ARABIC_TRAIL =
      COMMON | CURRENCY | STRAY | NUMERIC | OPENING | chars("ŸŠ®°µ»");
  private static final long CYRILLIC_LEAD = chars("ВГРС");
  private static final long GREEK_LEAD = chars("ΒΓΞΟ");
  private static final long LEAD_TRAIL = C1 | STRAY | OPENING | CLOSING | CURRENCY | chars("°");
  private static final long A_TILDE_OR_CIRCUMFLEX = chars("ÃÂ");

  private static final long[][] RULES = {
    {C1},
    {STRAY | ACCENTED | MARK, STRAY},
    {A_TO_Z | CAPITAL, LOWER_COMMON | UPPER_COMMON, STRAY},
    {STRAY, ACCENTED | MARK},
    {LOWER_ACCENTED | LOWER_COMMON | BOX | CLOSING | CURRENCY | NUMERIC, UPPER_ACCENTED},
    {BOX | CLOSING | CURRENCY | NUMERIC, LOWER_ACCENTED},
    {LOWER_ACCENTED | BOX | CLOSING, CURRENCY},
    {SPACE, UPPER_ACCENTED, CURRENCY},
    {UPPER_ACCENTED | BOX, NUMERIC | LEGAL},
    {ACCENTED | BOX | CURRENCY | CLOSING, OPENING, NUMERIC},
    {ACCENTED | CURRENCY | NUMERIC | BOX | LEGAL, CLOSING, OPENING},
    {CURRENCY | NUMERIC | BOX, OPENING},
    {A_TO_Z, UPPER_ACCENTED, OPENING | CURRENCY},
    {BOX, FACE},
    {ACCENTED | CURRENCY | NUMERIC | OPENING | CLOSING | LEGAL, BOX},
    {BOX, CLOSING},
    {ACCENTED, OPENING | CLOSING, WORD},
    {chars("Œœ"), NOT_LETTER},
    {UPPER_ACCENTED, chars("°")},
    // Windows-1252
    {chars("ÂÃÎÐ"), OPENING | CLOSING | chars("€œŠš¢£Ÿž\u00a0\u00ad®©°·»–—´")},
    {chars("×"), chars("²³")},
    {ARABIC_LEAD, ARABIC_TRAIL, ARABIC_LEAD, ARABIC_TRAIL},
    {chars("à"), chars("²µ¹¼½¾")},
    {chars("Ã"), chars("\u00a0¡")},
    {A_TO_Z, A_TILDE_OR_CIRCUMFLEX, BLANK},
    {A_TO_Z, SPACE, A_TILDE_OR_CIRCUMFLEX, BLANK},
    {A_TO_Z | SENTENCE_MARK | CLOSING, chars("Â"), BLANK | OPENING | CLOSING},
    // Mac Roman
    {chars("√"), chars("±∂†≠®™´≤≥¥µø")},
    {chars("≈"), chars("°¢")},
    {chars("‚"), chars("Ä"), chars("ìîïòôúùû†°¢π")},
    {chars("‚"), chars("âó"), chars("àä°ê")},
    // Windows-1251, and Windows-1251 over Latin-1
    {chars("в"), chars("Ђ")},
    {CYRILLIC_LEAD, LEAD_TRAIL | chars("µ"), CYRILLIC_LEAD},
    {
      chars("Г"),
      chars("ў"),
      chars("В"),
      chars("Ђ"),
      chars("В"),
      NOT_NEWLINE,
      A_TO_Z | CAPITAL | BLANK
    },
    // Windows-1253
    {chars("β"), chars("€"), chars("™\u00a0Ά\u00ad®°")},
    {GREEK_LEAD, LEAD_TRAIL, GREEK_LEAD},
    // Windows-1257
    {chars("ā"), chars("€")},
  };

  /// At the start of the text only.
  private static final long[] FIRST = {A_TILDE_OR_CIRCUMFLEX, BLANK};

  private static final long STARTS = starts();

  static {
    for (int c = 0; c < CLASSES.length; c++) {
      CLASSES[c] |= general(c);
    }
  }

  private Badness() {}

  static boolean isBad(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return false;
    }
    long[] kinds = text.codePoints().mapToLong(Badness::classesOf).toArray();
    if (matches(FIRST, kinds, 0)) {
      return true;
    }
    for (int at = 0; at < kinds.length; at++) {
      if ((kinds[at] & STARTS) != 0 && isBadAt(kinds, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBadAt(long[] kinds, int at) {
    for (long[] rule : RULES) {
      if (matches(rule, kinds, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(long[] rule, long[] kinds, int at) {
    if (at + rule.length > kinds.length) {
      return false;
    }
    for (int i = 0; i < rule.length; i++) {
      if ((rule[i] & kinds[at + i]) == 0) {
        return false;
      }
    }
    return true;
  }

  private static long classesOf(int point) {
    return point < CLASSES.length ? CLASSES[point] : general(point);
  }

  /// A further class of the characters in these ranges.
  private static long chars(String ranges) {
    long bit = next();
    CharSet.forEach(ranges, c -> CLASSES[c] |= bit);
    return bit;
  }

  private static long next() {
    if (classes == Long.SIZE) {
      throw new IllegalStateException("more than 64 classes of characters");
    }
    return 1L << classes++;
  }

  private static long starts() {
    long starts = 0;
    for (long[] rule : RULES) {
      starts |= rule[0];
    }
    return starts;
  }

  /// The classes that go by Unicode category, as Python's `\w`, `\s` and `.` draw them.
  private static long general(int point) {
    boolean latin = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    return (isWord(point) ? WORD : 0)
        | (isSpace(point) ? SPACE : 0)
        | (latin ? 0 : NOT_LETTER)
        | (point == '\n' ? 0 : NOT_NEWLINE);
  }

  private static boolean isWord(int point) {
    int type = Character.getType(point);
    return point == '_'
        || Character.isLetterOrDigit(point)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }
}
