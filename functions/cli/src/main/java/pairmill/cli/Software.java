package pairmill.cli;

import picocli.CommandLine;

/// The program's name and version.
public final class Software implements CommandLine.IVersionProvider {
  /// Such as `0.1.0`.
  public static final String VERSION = version();

  /// Name and version; it stands in every dataset that the program makes.
  public static final String NAME = "pairmill " + VERSION;

  private static String version() {
    String version = Software.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {NAME};
  }
}
