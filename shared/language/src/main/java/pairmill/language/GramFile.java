package pairmill.language;

import com.github.pemistahl.lingua.api.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// One of the models in Lingua's jar: the n-grams of one length of one language, with their
/// probabilities.
///
/// A model is JSON, `{"language":"ENGLISH","ngrams":{"36/93616591":"ā ż","16/93616591":"ﬁ"}}`:
/// below each fraction all n-grams that have it. They are letters of the basic plane, without
/// escapes.
final class GramFile {
  /// In characters, the longest n-grams there are models of.
  static final int LONGEST = 5;

  private static final List<String> NAMES =
      List.of("unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams");
  private static final byte[] START = "\"ngrams\":{".getBytes(StandardCharsets.US_ASCII);

  private final String path;
  private final int length;
  private final byte[] json;
  private int at;

  private GramFile(String path, int length, byte[] json) {
    this.path = path;
    this.length = length;
    this.json = json;
  }

  /// Is told the n-grams of a model.
  @FunctionalInterface
  interface Visitor {
    /// Is told one.
    ///
    /// @param gram its characters, valid until this returns
    /// @param logarithm the natural one of its probability, at most 0, as Lingua rounds it
    void visit(char[] gram, float logarithm);
  }

  /// Reads a model.
  ///
  /// @param length of the n-grams, 1 to 5
  /// @param visitor is told of each n-gram once
  static void read(Language language, int length, Visitor visitor) throws IOException {
    String name = NAMES.get(length - 1) + ".json";
    String path = "/language-models/" + language.getIsoCode639_1() + "/" + name;
    try (InputStream in = Language.class.getResourceAsStream(path)) {
      // Languages with a script of their own have unigrams only.
      if (in != null) {
        new GramFile(path, length, in.readAllBytes()).read(visitor);
      } else if (length == 1) {
        throw new IOException("no model " + path + " beside " + Language.class);
      }
    }
  }

  private void read(Visitor visitor) throws IOException {
    at = start();
    char[] gram = new char[length];
    do {
      expect('"');
      long numerator = number('/');
      long denominator = number('"');
      // As Lingua divides: both are rounded to floats before.
      float probability = (float) numerator / (float) denominator;
      // StrictMath gives Lingua's floats, and the same ones on every machine.
      float logarithm = (float) StrictMath.log(probability);
      expect(':');
      expect('"');
      do {
        for (int i = 0; i < length; i++) {
          gram[i] = character();
        }
        visitor.visit(gram, logarithm);
      } while (comes(' '));
      expect('"');
    } while (comes(','));
    expect('}');
  }

  private int start() throws IOException {
    for (int i = 0; i + START.length < json.length; i++) {
      if (Arrays.equals(json, i, i + START.length, START, 0, START.length)) {
        return i + START.length;
      }
    }
    throw new IOException("[" + path + "@0] no n-grams");
  }

  private long number(char end) throws IOException {
    int first = at;
    long number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9' && at - first < 10) {
      number = 10 * number + json[at++] - '0';
    }
    if (number == 0) {
      throw new IOException("[" + path + "@" + first + "] no number above 0");
    }
    expect(end);
    return number;
  }

  /// The next character, of one to three bytes of UTF-8.
  private char character() throws IOException {
    int lead = next();
    int character =
        lead < 0x80
            ? lead
            : lead < 0xe0
                ? ((lead & 0x1f) << 6) | tail()
                : ((lead & 0x0f) << 12) | (tail() << 6) | tail();
    if (lead >= 0xf0 || !Character.isDefined(character) || character <= '"' || character == '\\') {
      throw new IOException("[" + path + "@" + at + "] no letter: " + Character.getName(character));
    }
    return (char) character;
  }

  private int tail() throws IOException {
    return next() & 0x3f;
  }

  private int next() throws IOException {
    if (at == json.length) {
      throw new IOException("[" + path + "@" + at + "] ends in the middle");
    }
    return json[at++] & 0xff;
  }

  private boolean comes(char character) {
    boolean comes = at < json.length && json[at] == character;
    if (comes) {
      at++;
    }
    return comes;
  }

  private void expect(char character) throws IOException {
    if (!comes(character)) {
      throw new IOException("[" + path + "@" + at + "] no '" + character + "'");
    }
  }
}
