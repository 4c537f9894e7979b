package pairmill.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import pairmill.aws.Aws;
import pairmill.aws.S3Address;
import pairmill.aws.S3Store;
import pairmill.aws.Surroundings;
import pairmill.explorer.index.IndexFolder;
import pairmill.store.Scratch;

/// A dataset in S3, which is looked at here.
///
/// @param address `s3://BUCKET/FOLDER`, the folder of a dataset or of a run
record S3Dataset(String address) {
  static final String SCHEME = "s3://";

  /// Brings it into a folder of its own in the cache, or what of it is not there yet.
  ///
  /// @param cache of this program
  /// @return the folder, by the name that the address ends in
  /// @throws IllegalArgumentException with a sentence when no dataset stands there
  Path bring(Path cache, IndexFolder.Progress progress) throws IOException {
    S3Address place = S3Address.parse(address);
    Aws aws = Surroundings.aws();
    Path own =
        cache.resolve("s3").resolve(UUID.nameUUIDFromBytes(key().getBytes(UTF_8)).toString());
    Files.createDirectories(own);
    try (FileChannel file =
            FileChannel.open(
                own.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock();
        Scratch scratch = Scratch.open();
        S3Store store = S3Store.open(aws, place, scratch.folder())) {
      Path folder = own.resolve(name());
      if (lock.isValid()) {
        new DatasetCopy(store, key(), folder).bring(progress);
      }
      return folder;
    }
  }

  // The same for the same folder.
  private String key() {
    return address.replaceFirst("/+$", "");
  }

  private String name() {
    String last = key().substring(key().lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return last.matches("[.]*") ? "dataset" : last;
  }
}
