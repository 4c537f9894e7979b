package pairmill.run;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import pairmill.store.Digest;

/// An archive that landed in the work store: `incoming/RUN/NAME`, or `incoming/NAME` where it is a
/// run of its own.
///
/// The run of a lone archive is named after it: as it is where that is a plain name of 100
/// characters or less, otherwise by a hash and the end of it. It ends as archives do and names of
/// other runs must not, so that no two are ever mistaken for each other.
///
/// @param run name of the run
/// @param name name of the archive, which is the run's input: any characters but control
///   characters, `/` and `\`
public record Incoming(String run, String name) {
  private static final String ROOT = "incoming/";
  private static final int LONGEST_KEY = 1_024; // S3's, in bytes
  private static final int HASH_LENGTH = 16;
  private static final int END_LENGTH = 60;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ARCHIVE =
      Pattern.compile("(?is).*\\.(warc|wat|arc)(\\.[a-z0-9]{1,10}){0,2}");
  private static final Pattern NO_NAME = Pattern.compile("\\.{0,2}|(?s).*[\\p{Cc}/\\\\].*");

  public Incoming {
    if (NO_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of an archive: '" + printable(name) + "'");
    }
  }

  /// The archive at a key.
  ///
  /// @throws IllegalArgumentException when no archive belongs there
  public static Incoming of(String key) {
    String path = key.startsWith(ROOT) ? key.substring(ROOT.length()) : "";
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (path.isEmpty() || bytes > LONGEST_KEY || path.indexOf('/') != path.lastIndexOf('/')) {
      throw new IllegalArgumentException(
          "no archive belongs at '%s': neither %sRUN/NAME nor %sNAME"
              .formatted(printable(key), ROOT, ROOT));
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? lone(path)
        : new Incoming(checkedRun(path.substring(0, slash)), path.substring(slash + 1));
  }

  private static Incoming lone(String name) {
    if (!ARCHIVE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s%s' is not named like an archive: .warc, .wat or .arc, and what packs it"
              .formatted(ROOT, printable(name)));
    }
    return new Incoming(PLAIN.matcher(name).matches() ? name : plain(name), name);
  }

  private static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    String hash = Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
    return hash + "-" + plain.substring(Math.max(0, plain.length() - END_LENGTH));
  }

  /// Returns the name of a run that archives are put into.
  ///
  /// @throws IllegalArgumentException when it is none
  public static String checkedRun(String run) {
    if (!PLAIN.matcher(run).matches() || ARCHIVE.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "no name of a run: '%s'; 1 to 100 of A-Z a-z 0-9 . _ -, the first a letter or a digit, and not ending as archives do"
              .formatted(printable(run)));
    }
    return run;
  }

  /// What the keys of a run's archives begin with.
  public static String folder(String run) {
    return ROOT + run + "/";
  }

  /// True when the archive is a run of its own.
  public boolean alone() {
    return ARCHIVE.matcher(run).matches();
  }

  /// Where the archive lies.
  public String key() {
    return alone() ? ROOT + name : folder(run) + name;
  }

  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cc}", "?");
    return plain.length() <= 200 ? plain : plain.substring(0, 200) + "...";
  }
}
