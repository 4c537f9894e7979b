package pairmill.cli.aws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import pairmill.aws.S3Address;
import pairmill.aws.S3Store;
import pairmill.cli.WrongUseException;
import pairmill.store.Scratch;

/// An object in S3 that a command line names.
public final class S3File {
  private S3File() {}

  /// The end of the object's key.
  ///
  /// @param address `s3://bucket/key`
  /// @throws WrongUseException when it is none
  public static String name(String address) {
    String key = Place.address("INPUT", address).key();
    String name = key.substring(key.lastIndexOf('/') + 1);
    if (name.isEmpty() || name.startsWith(".")) {
      throw new WrongUseException(address + ": the address names no file");
    }
    return name;
  }

  /// Brings the object into a file.
  ///
  /// @throws WrongUseException when it is not there
  public static void copy(String address, Path file) throws IOException {
    S3Address object = Place.address("INPUT", address);
    try (Scratch scratch = Scratch.open();
        S3Store store =
            S3Store.open(Place.aws(), new S3Address(object.bucket(), ""), scratch.folder());
        InputStream in = store.open(object.key())) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      throw new WrongUseException(address + ": no such object");
    } catch (IllegalArgumentException e) { // a key that no store has
      throw new WrongUseException(address + ": " + e.getMessage());
    }
  }
}
