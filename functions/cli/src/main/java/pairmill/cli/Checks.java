package pairmill.cli;

import static pairmill.cli.Finding.costs;
import static pairmill.cli.Finding.missing;
import static pairmill.cli.Finding.ok;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pairmill.models.Model;
import pairmill.models.ModelFolder;
import pairmill.models.ModelShelf;

/// What a run needs of this machine. No check asks a host for anything.
public final class Checks {
  private static final long SMALL_HEAP = 1_000_000_000;
  private static final long SMALL_DISK = 10_000_000_000L;
  private static final int OLDEST_JAVA = 25;
  private static final String LANGUAGES = "com.github.pemistahl.lingua.api.LanguageDetectorBuilder";

  private Checks() {}

  /// All checks of a run on this machine, in the order in which they are told.
  ///
  /// @param folder where a run would write
  /// @param decoder loads what decodes pictures and gives its name and version; may throw what
  ///   loading natives throws
  public static List<Supplier<Finding>> of(Path folder, Supplier<String> decoder) {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        () -> java(Runtime.version().feature(), System.getProperty("java.vendor", "unknown")),
        () -> ok("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch")),
        () -> cores(runtime.availableProcessors()),
        () -> heap(runtime.maxMemory()),
        () -> disk(folder),
        () -> languages(LANGUAGES),
        Checks::tables,
        () -> pictures(decoder),
        () -> models(ModelShelf.usual()));
  }

  static Finding java(int feature, String vendor) {
    String found = "JDK %d by %s".formatted(feature, vendor);
    return feature >= OLDEST_JAVA
        ? ok("java", found)
        : missing("java", "%s: %d or newer is needed".formatted(found, OLDEST_JAVA));
  }

  static Finding cores(int cores) {
    return cores > 1
        ? ok("cores", cores + " cores")
        : costs("cores", "1 core: archives are read one after the other");
  }

  static Finding heap(long bytes) {
    String found = "heap of " + ProgressText.bytes((double) bytes);
    return bytes >= SMALL_HEAP
        ? ok("memory", found)
        : costs("memory", found + ": give it -Xmx1g or more");
  }

  static Finding disk(Path folder) {
    try {
      return disk(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      return missing("disk", "the folder " + folder + " cannot be used: " + e.getMessage());
    }
  }

  static Finding disk(long free) {
    String found = ProgressText.bytes((double) free) + " free here";
    return free >= SMALL_DISK
        ? ok("disk", found)
        : costs("disk", found + ": large runs will not fit");
  }

  static Finding languages(String type) {
    try {
      Class.forName(type, false, Checks.class.getClassLoader());
      return ok("languages", "Lingua's models are here");
    } catch (ClassNotFoundException e) {
      return costs("languages", "no models: every row goes to nolang");
    }
  }

  static Finding tables() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("SELECT version()")) {
      version.next();
      return ok("tables", "DuckDB " + version.getString(1));
    } catch (SQLException | LinkageError e) {
      return missing("tables", "DuckDB does not start: " + e.getMessage());
    }
  }

  static Finding pictures(Supplier<String> decoder) {
    try {
      return ok("pictures", decoder.get());
    } catch (RuntimeException | LinkageError e) {
      return missing("pictures", "no decoder: " + e.getMessage());
    }
  }

  static Finding models(ModelShelf shelf) {
    try {
      List<ModelFolder> here = shelf.all();
      ModelColumns columns = ModelColumns.of(here);
      String found =
          here.stream()
              .map(ModelFolder::model)
              .filter(model -> shelf.presence(model) != ModelShelf.Presence.BUNDLED)
              .map(Model::name)
              .collect(Collectors.joining(", "));
      String sentence =
          "%s; empty columns: %s"
              .formatted(
                  found.isEmpty() ? "none but the heads" : found,
                  columns.empty().isEmpty() ? "none" : String.join(", ", columns.empty()));
      return columns.command().isEmpty()
          ? ok("models", sentence)
          : costs("models", sentence + "; to fill what can be filled: " + columns.command());
    } catch (IOException e) {
      return missing("models", String.valueOf(e.getMessage()));
    }
  }

  /// Whether a name resolves here; the host itself is not asked.
  public static Finding name(String host) {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(host);
      return ok("names", "%s resolves to %s".formatted(host, addresses[0].getHostAddress()));
    } catch (UnknownHostException e) {
      return costs("names", host + " does not resolve: only --images archive or none will work");
    }
  }
}
