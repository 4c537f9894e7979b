package pairmill.mojibake;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/// Undoes every HTML character reference the way HTML 5 reads it, with the results of Python's
/// `html.unescape`: names with a semicolon, the older names without one and as the beginning of a
/// longer word, numbers of any size.
public final class CharacterReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([^\\t\\n\\f <&#;]{1,32}+;?))");

  /// No name is shorter.
  private static final int SHORTEST_NAME = 2;

  private CharacterReferences() {}

  /// The text that this stands for in HTML, one level undone. What is no reference stays.
  public static String unescape(String text) {
    return text.indexOf('&') < 0
        ? text
        : REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(meaning(found)));
  }

  private static String meaning(MatchResult reference) {
    String decimal = reference.group(1);
    String hex = reference.group(2);
    if (decimal != null || hex != null) {
      int point = decimal != null ? HtmlEntities.parse(decimal, 10) : HtmlEntities.parse(hex, 16);
      return HtmlEntities.character(point);
    }
    return named(reference.group(3));
  }

  private static String named(String word) {
    int last = word.length() - 1;
    if (word.charAt(last) == ';' && Entities.isNamedEntity(word.substring(0, last))) {
      return Entities.getByName(word.substring(0, last));
    }
    for (int length = word.length(); length >= SHORTEST_NAME; length--) {
      String name = word.substring(0, length);
      if (Entities.isBaseNamedEntity(name)) {
        return Entities.getByName(name) + word.substring(length);
      }
    }
    return "&" + word;
  }
}
