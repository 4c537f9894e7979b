package pairmill.language;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Texts that nobody writes, but a crawl may hold.
final class HostileTexts {
  /// Pieces that each take another way through the rules.
  private static final List<String> PIECES =
      List.of(
          "a",
          "the ",
          "Straße",
          "İ",
          "ı",
          "ŉ",
          "ﬁ",
          "é",
          "e\u0301",
          "\u0301",
          "ß",
          "ẞ",
          "ñandú ",
          "я",
          "Привет ",
          "ё",
          "љ",
          "є",
          "漢",
          "字",
          "カ",
          "ひ",
          "한국",
          "ไทย",
          "नमस्ते ",
          "שלום",
          "سلام ",
          "پ",
          "ქარ",
          "հայ",
          "ελ",
          "α",
          "ਪੰ",
          "ગુ",
          "தமி",
          "తె",
          "বাং",
          "𝐀",
          "𝒃",
          "𐐀",
          "𠀀",
          "𝟘",
          "😀",
          "\ud83d",
          "\ude00",
          "\ud835",
          "\udfd8",
          "\udc00",
          "1",
          "٣",
          "Ⅷ",
          "½",
          ".",
          "—",
          "«",
          "_",
          " ",
          "  ",
          "\t",
          "\n",
          "\u000b",
          "\u00a0",
          "\u3000",
          "\u2028",
          "\u200b",
          "\u200d",
          "\ufeff",
          "\0",
          "$",
          "+",
          "^",
          "`",
          "|",
          "~",
          "\u0130stanbul ",
          "Ǆ",
          "ꙁ",
          "ꭰ",
          "ᏸ",
          "K",
          "Å",
          "ſ",
          "ς",
          "Σ ",
          "xhosa",
          "qq",
          "zzz ",
          "w",
          "ő",
          "ű",
          "ă",
          "ș",
          "ț",
          "đ",
          "ệ",
          "ṣ",
          "ō",
          "ģ",
          "ħ",
          "ķ",
          "ŵ");

  private HostileTexts() {}

  /// Texts of one to `most` pieces.
  static List<String> random(RandomGenerator random, int count, int most) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // A text of few different pieces has n-grams that repeat.
      int different = random.nextInt(1, PIECES.size());
      int first = random.nextInt(PIECES.size());
      int pieces = random.nextInt(1, most + 1);
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < pieces; j++) {
        text.append(PIECES.get((first + random.nextInt(different)) % PIECES.size()));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /// Texts of any UTF-16 units.
  static List<String> units(RandomGenerator random, int count, int most) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(
          random
              .ints(random.nextInt(1, most + 1), 0, 1 << Character.SIZE)
              .collect(
                  StringBuilder::new, (t, unit) -> t.append((char) unit), StringBuilder::append)
              .toString());
    }
    return texts;
  }
}
