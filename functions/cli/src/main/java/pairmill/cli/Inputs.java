package pairmill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The files that a command line names, each with a name that is unique among them.
///
/// @param files by name, in the order in which they were named; a folder's files in the order of
///   their paths
/// @param passedOver how many files of folders are not named like what is looked for
public record Inputs(Map<String, Path> files, int passedOver) {
  /// Names of archives, whatever packs them.
  public static final Pattern ARCHIVES = Pattern.compile("(?i).*\\.(warc|wat|arc)(\\..*)?");

  /// Names of files of pairs.
  public static final Pattern PAIRS = Pattern.compile("(?i).*\\.(parquet|jsonl|tsv|csv)");

  /// Where files come from that are not on this machine, and standard input.
  @FunctionalInterface
  public interface Remote {
    /// Brings the bytes of an address, or of `-`, into a file and returns it.
    Path bring(String address) throws IOException, InterruptedException;
  }

  /// Finds the files of a command line.
  ///
  /// @param arguments files, folders, `http(s)://` and `s3://` addresses, `@LIST` with one of these
  ///   a line, or `-`
  /// @param wanted what file names look like: others are passed over in folders and taken where
  ///   they are named, unless nothing that is named looks like it
  /// @throws WrongUseException when something is not there or cannot be read
  public static Inputs find(Collection<String> arguments, Pattern wanted, Remote remote)
      throws IOException, InterruptedException {
    Finder finder = new Finder(wanted, remote);
    for (String argument : arguments) {
      finder.add(argument);
    }
    return finder.inputs();
  }

  private static final class Finder {
    private final Pattern wanted;
    private final Remote remote;
    private final Set<Path> found = new LinkedHashSet<>();
    private boolean looksRight;
    private int passedOver;

    Finder(Pattern wanted, Remote remote) {
      this.wanted = wanted;
      this.remote = remote;
    }

    void add(String argument) throws IOException, InterruptedException {
      if (argument.startsWith("http://")
          || argument.startsWith("https://")
          || argument.startsWith("s3://")
          || argument.equals("-")) {
        found.add(remote.bring(argument));
        looksRight = true;
      } else if (argument.startsWith("@")) {
        addList(argument);
      } else {
        addPath(path(argument));
      }
    }

    private void addList(String argument) throws IOException, InterruptedException {
      Path list = path(argument.substring(1));
      if (!Files.isRegularFile(list)) {
        throw new WrongUseException(list + ": no such list of inputs");
      }
      for (String line : lines(list)) {
        if (line.startsWith("@")) {
          throw new WrongUseException(list + ": a list cannot name another list: " + line);
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          add(line);
        }
      }
    }

    private static List<String> lines(Path list) throws IOException {
      try {
        return Files.readAllLines(list).stream().map(String::strip).toList();
      } catch (CharacterCodingException e) {
        throw new WrongUseException(list + ": a list of inputs must be UTF-8");
      }
    }

    private static Path path(String name) {
      try {
        return Path.of(name);
      } catch (InvalidPathException e) {
        throw new WrongUseException(Printable.of(name, 200) + ": no name of a file");
      }
    }

    private void addPath(Path path) throws IOException {
      if (Files.isDirectory(path)) {
        addFolder(path);
      } else if (!Files.exists(path)) {
        throw new WrongUseException(path + ": no such file or folder");
      } else if (!Files.isReadable(path)) {
        throw new WrongUseException(path + ": may not be read");
      } else {
        found.add(path.toRealPath());
        looksRight |= looksRight(path);
      }
    }

    private void addFolder(Path folder) throws IOException {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        if (wanted.matcher(file.getFileName().toString()).matches()) {
          found.add(file.toRealPath());
          looksRight = true;
        } else {
          passedOver++;
        }
      }
    }

    // A file without a telling name may still begin like an archive.
    private boolean looksRight(Path file) throws IOException {
      if (wanted.matcher(file.getFileName().toString()).matches()) {
        return true;
      }
      try (InputStream in = Files.newInputStream(file)) {
        String start = new String(in.readNBytes(11), StandardCharsets.ISO_8859_1);
        return wanted == ARCHIVES && (start.startsWith("WARC/") || start.startsWith("filedesc://"));
      }
    }

    Inputs inputs() {
      if (found.isEmpty()) {
        throw new WrongUseException(
            "nothing to read: no folder that was named holds a file of a known type");
      }
      if (!looksRight) {
        throw new WrongUseException(found.iterator().next() + ": unknown file type");
      }
      return new Inputs(named(found), passedOver);
    }
  }

  /// Names files by the shortest ends of their paths that tell them apart.
  static Map<String, Path> named(Collection<Path> files) {
    return ShortNames.of(
        files,
        file -> StreamSupport.stream(file.spliterator(), false).map(Path::toString).toList());
  }
}
