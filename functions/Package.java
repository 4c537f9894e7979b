import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;

/// Packs a folder into the zip that Lambda runs, with the files' times. Equal files give equal
/// bytes, wherever and whenever that is done.
///
///     java Package.java FOLDER OUT
final class Package {
  /// Lambda takes no more, unzipped: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  private static final long MOST_BYTES = 250L << 20;

  private static final Set<PosixFilePermission> READ =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ);
  private static final Set<PosixFilePermission> RUN =
      EnumSet.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  private static long bytes;

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Package.java FOLDER OUT");
      System.exit(2);
    }
    Path out = Path.of(args[1]).toAbsolutePath();
    Path draft = out.resolveSibling(out.getFileName() + ".new");
    Files.deleteIfExists(draft);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC")); // in which whoever unzips reads zip's times
    Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem to = FileSystems.newFileSystem(URI.create("jar:" + draft.toUri()), options)) {
      addAll(Path.of(args[0]), to.getPath("/"));
    }
    System.out.printf(
        "%s: %,d bytes, %,d unzipped%n", out.getFileName(), Files.size(draft), bytes);
    if (bytes > MOST_BYTES) {
      System.err.printf("%s: Lambda takes %,d bytes unzipped at most%n", out, MOST_BYTES);
      Files.delete(draft);
      System.exit(1);
    }
    Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void addAll(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.filter(path -> !path.equals(from)).sorted().toList(); // folders come first
    }
    for (Path path : paths) {
      add(path, to.resolve(from.relativize(path).toString()));
    }
  }

  private static void add(Path path, Path entry) throws IOException {
    Files.copy(path, entry);
    Set<PosixFilePermission> permissions = EnumSet.copyOf(READ);
    if (Files.isExecutable(path)) {
      permissions.addAll(RUN);
    }
    Files.setPosixFilePermissions(entry, permissions);
    FileTime time = Files.getLastModifiedTime(path);
    Files.getFileAttributeView(entry, BasicFileAttributeView.class).setTimes(time, time, time);
    if (Files.isRegularFile(path)) {
      bytes += Files.size(path);
    }
  }
}
