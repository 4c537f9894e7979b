package pairmill.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A file of the repository as text, or a part of it. Every question fails where it finds nothing:
/// a file that is written otherwise than expected is not one that is right.
///
/// @param place the file, and the way into it
/// @param text without lines that are comments, and with one space for many
record SourceText(String place, String text) {
  // Tests run in their module's folder.
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(#|//).*$");

  /// @param file seen from the root of the repository
  static SourceText of(String file) {
    try {
      String text = COMMENT.matcher(Files.readString(ROOT.resolve(file))).replaceAll("");
      return new SourceText(file, text.replaceAll("[ \\t]+", " "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files below a folder whose names end so, in the order of their names.
  static List<SourceText> below(String folder, String end) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(end))
          .sorted(Comparator.naturalOrder())
          .map(SourceText::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What stands between a bracket that follows these words in their line, and its match.
  SourceText block(String words) {
    Matcher start =
        Pattern.compile("(?<![\\w.])" + Pattern.quote(words) + "[^\\n(\\[{]*[(\\[{]").matcher(text);
    if (!start.find()) {
      throw nothing(words);
    }
    int depth = 1;
    for (int i = start.end(); i < text.length(); i++) {
      depth += "([{".indexOf(text.charAt(i)) >= 0 ? 1 : ")]}".indexOf(text.charAt(i)) >= 0 ? -1 : 0;
      if (depth == 0) {
        return new SourceText(place + ": " + words, text.substring(start.end(), i));
      }
    }
    throw nothing("end of " + words);
  }

  /// This without what stands in braces.
  SourceText flat() {
    String flat = text;
    for (String before = ""; !before.equals(flat); ) {
      before = flat;
      flat = flat.replaceAll("\\{[^{}]*}", "");
    }
    return new SourceText(place, flat);
  }

  /// What is given a value here, and not further inside.
  SortedSet<String> keys() {
    return flat().all("(?<![\\w.\"])(\\w+) =(?![=>])");
  }

  boolean has(String regex) {
    return Pattern.compile(regex).matcher(text).find();
  }

  /// The first group of each match.
  SortedSet<String> all(String regex) {
    SortedSet<String> all = new TreeSet<>();
    Matcher match = Pattern.compile(regex).matcher(text);
    while (match.find()) {
      all.add(match.group(1));
    }
    if (all.isEmpty()) {
      throw nothing(regex);
    }
    return all;
  }

  /// The second group of each match, by the first.
  SortedMap<String, String> pairs(String regex) {
    SortedMap<String, String> pairs = new TreeMap<>();
    Matcher match = Pattern.compile(regex).matcher(text);
    while (match.find()) {
      pairs.put(match.group(1), match.group(2));
    }
    if (pairs.isEmpty()) {
      throw nothing(regex);
    }
    return pairs;
  }

  private AssertionError nothing(String sought) {
    return new AssertionError("[%s] has no %s".formatted(place, sought));
  }
}
